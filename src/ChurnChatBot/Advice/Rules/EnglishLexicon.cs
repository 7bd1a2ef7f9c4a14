using System.Collections.Frozen;

namespace ChurnChatBot.Advice.Rules;

/// <summary>English. Phrases are written as a dictionary would: inflections are brought together by the stemmer.</summary>
internal static partial class EnglishLexicon
{
    public static Lexicon Instance { get; } = new()
    {
        Language = "en",
        Stem = EnglishStemmer.Stem,
        Phrases = Phrases.ToFrozenDictionary(),
        Topics = Topics.ToFrozenDictionary(),
        Contractions = Pairs("""
            don't=do not|dont=do not|doesn't=does not|doesnt=does not|didn't=did not|didnt=did not|can't=can not|cant=can not|cannot=can not|won't=will not
            wont=will not|isn't=is not|isnt=is not|aren't=are not|arent=are not|wasn't=was not|shouldn't=should not|shouldnt=should not
            wouldn't=would not|wouldnt=would not|couldn't=could not|mustn't=must not|haven't=have not|hasn't=has not
            i'd=i would|i'm=i am|im=i am|i'll=i will|i've=i have|we'd=we would|we'll=we will|we're=we are|let's=let us|lets=let us
            what's=what is|whats=what is|who's=who is|whos=who is|where's=where is|how's=how is|why's=why is|that's=that is|thats=that is
            it's=it is|there's=there is|you're=you are|they're=they are|they've=they have|wanna=want to|gonna=going to|w/o=without
            """),
        Numbers = Pairs("""
            zero=0|nil=0|nought=0|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|eleven=11|twelve=12|fifteen=15|twenty=20
            thirty=30|forty=40|fifty=50|sixty=60|seventy=70|eighty=80|ninety=90|hundred=100|thousand=1000
            """).ToFrozenDictionary(pair => pair.Key, pair => Number(pair.Value)),
        Ordinals = Pairs("""
            first=1|second=2|third=3|fourth=4|fifth=5|sixth=6|seventh=7|eighth=8|ninth=9|tenth=10|last=-1|final=-1|penultimate=-2
            """).ToFrozenDictionary(pair => pair.Key, pair => (int)Number(pair.Value)),
        Units = Pairs("""
            s=1|sec=1|secs=1|second=1|seconds=1|m=60|min=60|mins=60|minute=60|minutes=60|h=3600|hr=3600|hrs=3600|hour=3600|hours=3600
            """).ToFrozenDictionary(pair => pair.Key, pair => Number(pair.Value)),
        Months = Pairs("""
            january=1|jan=1|february=2|feb=2|march=3|mar=3|april=4|apr=4|may=5|june=6|jun=6|july=7|jul=7|august=8|aug=8|september=9|sep=9|sept=9
            october=10|oct=10|november=11|nov=11|december=12|dec=12
            """).ToFrozenDictionary(pair => pair.Key, pair => (int)Number(pair.Value)),
        SplitVerbs =
        [
            ("leave", "out", Concept.LeaveOut), ("leave", "aside", Concept.LeaveOut), ("leave", "off", Concept.LeaveOut), ("take", "out", Concept.LeaveOut), ("set", "aside", Concept.LeaveOut), ("put", "aside", Concept.LeaveOut), ("throw", "out", Concept.Drop),
            ("throw", "away", Concept.Drop), ("kick", "out", Concept.Drop), ("leave", "alone", Concept.LeaveAlone), ("leave", "as is", Concept.LeaveAlone), ("leave", "as it is", Concept.LeaveAlone),
            ("leave", "as they are", Concept.LeaveAlone), ("leave", "untouched", Concept.LeaveAlone), ("leave", "unchanged", Concept.LeaveAlone), ("leave", "missing", Concept.LeaveAlone),
            ("leave", "empty", Concept.LeaveAlone), ("leave", "blank", Concept.LeaveAlone), ("leave", "unfilled", Concept.LeaveAlone), ("bring", "down", Concept.Lower), ("get", "down", Concept.Lower), ("push", "down", Concept.Lower), ("keep", "as is", Concept.LeaveAlone), ("keep", "as it is", Concept.LeaveAlone), ("keep", "as they are", Concept.LeaveAlone),
            ("turn", "off", Concept.LeaveAlone), ("switch", "off", Concept.LeaveAlone), ("turn", "on", Concept.Enable), ("switch", "on", Concept.Enable), ("put", "back", Concept.Keep), ("bring", "back", Concept.Keep),
        ],
        StopWords = Words("""
            a an the is are was were be been being am to of in on at for from into onto with by per and or but so then than as that this these those it its
            i you we he she they me us him her them my your our his their mine yours do does did done has have had having will would can could shall should
            may might must let there here who whom which what when where why how if not no yes all any each every both some also too very much more most
            less least one ones thing things get gets got go going goes please just only still yet now up out off down over about again s d ll m re ve t
            because since while other another same such own want need like really actually maybe perhaps kind sort bit lot well oh ah eh hm hmm um
            quite already ever back way make makes made take takes say says said thank thanks hi hello ok okay think guess believe
            """),
        OrdinaryWords = Words("""
            people person everyone someone anything something nothing everything time times day days week weeks month months year years old new good bad
            big small high low first second third last next previous early late right wrong true false part place case cases point number numbers
            group groups fact world life hand work works try call calls ask asks seem feel leave left give gives find finds tell tells know knows
            look looks see sees come comes use uses turn start show hear play run move live bring happen write sit stand lose pay meet set learn change
            lead understand watch follow stop create speak read grow open walk win teach offer remember consider appear buy serve die send
            build stay fall cut reach kill raise pass sell decide return explain hope develop carry break receive agree hit produce eat cover
            catch draw choose file files data value values figure figures against between without within before after under above below during through
            around among better best worse worst same different similar several many few own able sure price prices cost costs money loyal loyalty
            newer newest latest oldest thing colour color weather joke story poem today tomorrow yesterday morning evening night care weight height size shape state side sites
            """),
    };

    private static FrozenDictionary<string, string> Pairs(string text) =>
        text.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('='))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1]);

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
