namespace ChurnChatBot.Advice.Rules;

/// <summary>English sentences about the thread itself, to be met whole.</summary>
internal static class EnglishThread
{
    private const string Here = "here|in here|in this channel|in this thread|in this chat|in this group|in this conversation|in the channel|in the thread|in the chat";
    private const string Names = "customer names|the customer names|names of customers|the names of customers|customers names|client names|customer data|personal data";
    private const string Allowed = "you may|you can|you are allowed to|it is fine to|it is ok to|it is okay to|it is allowed to|feel free to|from now on you may|from now on";
    private const string Not = "do not|do not ever|never|you must not|you may not|you should not|no longer";
    private const string Other = "new|another|different|other|second|fresh|separate|blank|empty|one more";
    private const string FileWords = "file|data set|dataset|csv|spreadsheet|table|excel file|csv file";

    /// <summary>Said before and after anything, without meaning.</summary>
    public static readonly string[] Openings = ["please", "pls", "just", "now", "ok", "okay", "so", "hey", "can you", "could you", "would you", "will you", "can we", "could we", "can i", "could i", "may i", "let us", "let me", "i would like to", "i want to", "we want to", "i need to", "we would like to", "i want you to"];

    public static readonly string[] Endings = ["please", "pls", "now", "then", "thanks", "thank you", "again"];

    public static readonly PhrasePattern[] NewProject = PhrasePattern.Several($"""
        [start|begin|open|open up|create|make|set up|add|have|do|try|give me|i want|i need|we need|i would like|it is time for] [a|an|one|yet] ({Other}|brand new|further) project
        [start|begin|open|open up|create|make|set up|give me|i want|i need|we need] [a|an] ({Other}) project (with|for|from|on) [a|an|the|my] ({Other}) ({FileWords})
        (start|begin|start over|start again|begin again|start afresh|begin afresh|start anew|start fresh|restart) (with|from|on|using) [a|an|the|my|some] ({Other}) ({FileWords})
        [a] ({Other}) ({FileWords}) [and] [a] ({Other}) project
        """);

    public static readonly PhrasePattern[] Projects = PhrasePattern.Several("""
        [show|list|see|display|give|view] [me|us] [all|all of|a list of|a list of all|the list of] [my|our|the|your|these] [other|old|earlier|saved|existing|previous] projects [here|of mine|of ours|so far|in this chat|in this thread]
        (which|what|how many) [other|old|earlier] projects (are there|do i have|do we have|have i|have we|exist|can i open|did we have|did i start) [here|so far|in this chat|in this thread]
        (where|what) are [my|our|the] [other|old|earlier|previous] projects
        (switch|change|swap|choose|pick) [to] [the|a|my|another|a different|between] (project|projects)
        (go|move|change|switch) to (another|a different|one of my|one of the other) (project|projects)
        """);

    public static readonly PhrasePattern[] OpenProject = PhrasePattern.Several("""
        (go back to|back to|take me back to|bring me back to|return to|switch to|switch back to|change to|change back to|open|reopen|load|go to|continue with|carry on with|resume|work on|take up|move to|jump to|talk about) [the|my|our] [project|file] {name} [project|file|one]
        """);

    /// <summary>Only as a statement: "may customers be named here?" asks.</summary>
    public static readonly PhrasePattern[] NameCustomers = PhrasePattern.Several($"""
        (customers|clients) (may|can) be (named|identified|mentioned by name|called by name|shown by name) [too] [{Here}]
        ({Names}|names) (may|can) be (shown|used|mentioned|written|displayed|said|listed) [too] [{Here}]
        ({Names}|names) are (ok|okay|fine|allowed|welcome|permitted) [{Here}]
        ({Allowed}) (name|identify) [the] (customers|clients) [by name] [{Here}]
        (name|identify) [the] (customers|clients) [by name] ({Here})
        ({Allowed}) (show|use|mention|write|display|say) ({Names}|names) [{Here}]
        (show|use|mention|write|display|say) ({Names}|names) ({Here})
        (everyone|everybody|all of us) [here|in this chat|in this channel] (may|can) (see|read|know) ({Names}) [{Here}]
        [{Allowed}] (mention|call|show) [the] (customers|clients) by name ({Here})
        (allow|permit|enable) ({Names}|naming customers|naming of customers|the naming of customers) [{Here}]
        """);

    public static readonly PhrasePattern[] HideCustomers = PhrasePattern.Several($"""
        ({Not}) (name|identify) [any|the] (customers|clients|customer|client) [by name] [any more|anymore] [{Here}]
        ({Not}) (show|use|mention|write|display|say) [any] ({Names}|names) [any more|anymore] [{Here}]
        ({Not}) (show|mention|call|list) [any|the] (customers|clients|customer|client) by name [any more|anymore] [{Here}]
        stop (naming|identifying) [any|the] (customers|clients) [by name] [{Here}]
        stop (showing|using|mentioning|writing|displaying) [any] ({Names}|names) [{Here}]
        (hide|forbid|disallow|suppress|mask) [all|any] ({Names}|names|naming customers|naming of customers) [{Here}]
        no [more] ({Names}|names) [{Here}]
        keep [the|all] (customers|clients|names|customer names) anonymous [{Here}]
        (customers|clients) (must not|may not|should not|can not|must never) be (named|identified|mentioned|mentioned by name|shown by name) [any more|anymore] [{Here}]
        ({Names}|names) (must not|may not|should not|can not|must never) be (shown|used|mentioned|written|displayed|said|listed) [any more|anymore] [{Here}]
        """);

    public static readonly PhrasePattern[] SendFile = PhrasePattern.Several("""
        (send|give|get|fetch|hand|pass|bring) (me|us) [over] [the|my|our|a copy of|a copy of the] [customer|churn|final|full|whole] {name} [file] [as csv|as a csv|as a file]
        (send|hand|pass) [over] [the|my|our|a copy of|a copy of the] [customer|churn|final|full|whole] {name} [file] [to me|to us|over to me|over]
        (download|i need|i want|we need|i would like|let me have|let us have|have|get) [the|my|our|a copy of|a copy of the] [customer|churn|final|full|whole] {name} [file] [as csv|as a csv|as a file]
        """);

    public static readonly PhrasePattern[] Feedback = PhrasePattern.Several("""
        [show|see|list|display|give|read|view] [me|us] [all|the|all the|your|our] (feedback|reactions|ratings|feedback we got|feedback you got) [so far|on your answers|about you|about your answers|from people|we got|you got]
        (what|which|how much) feedback (did we get|did you get|was there|is there|have you got|have we got|do we have|do you have|came in) [so far]
        (is|was) there (any|some) feedback [yet|so far]
        any feedback [yet|so far]
        (what|how) (did|do) (people|users|they|others|the others|everybody|everyone|colleagues|my colleagues) (think|say|like|feel) [about|of] [you|it|this|that|your answers|your messages|the answers] [so far]
        who (liked|disliked|likes|dislikes) (it|this|that|your answers|your messages|the answers)
        (did|does) (anyone|anybody|someone|somebody) (complain|like it|dislike it|like your answers|dislike your answers) [about you|about your answers|about it]
        """);
}
