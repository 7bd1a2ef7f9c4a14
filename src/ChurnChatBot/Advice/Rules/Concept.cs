namespace ChurnChatBot.Advice.Rules;

/// <summary>
/// What words stand for, whatever the language: a lexicon maps words to these, and the frames speak only of these. At most 128,
/// so that a set of them is one number.
/// </summary>
internal enum Concept
{
    // How something is said
    Fluff, Greeting, Thanks, Not, No, Without, Except, Only, All, Instead, Because, If, Wait, Question, Why, What, Which, HowMany, How, Who,
    Auxiliary, Should, Polite, Self, And, But, To, Of, In, Never, Person,

    // Decisions
    Yes, Approve, Apply, Reject, Wrong, Stop, Train, Delete, GoBack, StartOver, Sample, Predict,

    // Edits
    Fill, Drop, LeaveOut, LeaveAlone, Skip, Keep, Use, Set, Treat, Merge, Same, Add, Limit, Parse, Want, Enable, DividedBy, With, As,
    Median, Mean, Mode, Unknown, Missing, Impossible, Valid, Today, Budget,

    // Objects
    Duplicate, Outlier, Band, Encoding, Dates, Imputation, Step, It, Column, Row, Project, Target, Plan, Profile, Model, ModelKind, Training,
    Result, Metric, Good, Trial, Driver, Report, File, Decision, Status, Privacy, Help, Cleaning, Features, Explanation, Changed, SetAside, Issue,

    // Customers
    Show, Churn, Rate, Customer, Risk, Lower, Stay, By, Compare, Matter, Most, More, Less, AtLeast, AtMost, Between, Older, Younger, Can,
    Happen, Ordinal, Last, Prevent,
}

/// <summary>A set of concepts in one number.</summary>
internal readonly record struct ConceptSet(UInt128 Bits)
{
    public static ConceptSet Of(params ReadOnlySpan<Concept> concepts)
    {
        var bits = UInt128.Zero;
        foreach (var concept in concepts) bits |= UInt128.One << (int)concept;
        return new ConceptSet(bits);
    }

    public bool IsEmpty => Bits == 0;

    public bool Has(Concept concept) => (Bits >> (int)concept & 1) != 0;

    public bool HasAny(ConceptSet other) => (Bits & other.Bits) != 0;

    public static ConceptSet operator |(ConceptSet left, ConceptSet right) => new(left.Bits | right.Bits);
}
