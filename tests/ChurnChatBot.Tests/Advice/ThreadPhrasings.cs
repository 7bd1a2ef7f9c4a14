namespace ChurnChatBot.Tests.Advice;

/// <summary>What people say about the thread itself: another project, who may be named, a file for themselves, what others thought.</summary>
internal static class ThreadPhrasings
{
    public const string Table = """
        [thread]
        new project => new project
        start a new project => new project
        start over with another file => new project
        i want another project => new project
        open a new project please => new project
        begin a new project with another file => new project
        my projects => show projects
        show my projects => show projects
        list the projects => show projects
        which projects are there? => show projects
        switch project => show projects
        go back to customer_data.csv => open p1
        open telco_churn.xlsx => open p2
        switch to `Bank March.csv` => open p3
        return to bank march => open p3
        customers may be named here => name customers
        you may show customer names in this channel => name customers
        name customers here => name customers
        you can name customers in this thread => name customers
        do not name customers here => hide customers
        hide customer names => hide customers
        no customer names in this channel => hide customers
        customers must not be named here => hide customers
        send me the scores => send scores
        send me the report => send report
        send me the model => send model
        give me scores.csv => send scores
        download the report => send report
        show the feedback => show feedback
        feedback => show feedback
        what did people think? => show feedback
        start over => back profile
        go back to the cleaning plan => back cleaning
        go back to the features => back features
        show the files => show files
        show the decisions => show decisions
        who is at risk? => show customersatrisk
        what is city? => show column city

        [model]
        send me the scores => show files
        go back to customer_data.csv => back training

        [empty]
        new project => new project
        my projects => show projects
        """;

    /// <summary>Written before the words were taught, with what they should mean.</summary>
    public const string HeldOut = """
        [thread]
        could we start a fresh project? => new project
        i'd like to begin a new project => new project
        set up another project please => new project
        let's do a new project => new project
        start over with a different file => new project
        start again with a new file => new project
        new file, new project => new project
        begin afresh with another file => new project
        can i start a separate project => new project
        open a second project => new project
        which projects do i have? => show projects
        show me all our projects => show projects
        what projects are there => show projects
        give me a list of projects => show projects
        i want to see my other projects => show projects
        where are my old projects? => show projects
        list projects => show projects
        switch to another project => show projects
        go back to customer_data => open p1
        let's return to customer_data.csv => open p1
        take me back to telco_churn.xlsx => open p2
        open telco churn => open p2
        continue with the bank march file => open p3
        switch to the project telco_churn => open p2
        back to bank march => open p3
        go to telco_churn.xlsx => open p2
        it's fine to name customers in this channel => name customers
        you can show customer names here => name customers
        customer names are ok here => name customers
        names of customers may be shown in this thread => name customers
        please mention customers by name here => name customers
        allow naming customers => name customers
        stop naming customers here => hide customers
        please don't show customer names in this channel => hide customers
        don't mention customers by name => hide customers
        no names here please => hide customers
        hide the customer names => hide customers
        customers should not be named in this thread => hide customers
        please send me the scores file => send scores
        can i have the report? => send report
        give me the model => send model
        i need scores.csv => send scores
        download the recipe => send recipe
        could you send over the report please => send report
        send the customer scores to me => send scores
        let me have model.json => send model
        send me customer_data.csv => send upload
        show me the feedback => show feedback
        what feedback did we get? => show feedback
        how did people like your answers => show feedback
        did anyone complain? => show feedback
        what do people say about you => show feedback
        list the reactions => show feedback
        """;

    /// <summary>Written after the words were taught: 25 of 40 were understood at first sight, and none was taken for a request of another kind that changes anything.</summary>
    public const string SecondHeldOut = """
        [thread]
        give me a blank project => new project
        let us begin with a fresh csv => new project
        please open up a new project => new project
        one more project please => new project
        new project with a different csv => new project
        show the other projects => show projects
        which other projects exist => show projects
        my other projects please => show projects
        let me choose another project => show projects
        please go back to telco churn => open p2
        load telco_churn again => open p2
        i want to continue with bank march => open p3
        open the customer_data project => open p1
        let's talk about telco_churn.xlsx => open p2
        reopen bank march.csv => open p3
        customers' names may be shown here => name customers
        everyone here may see customer names => name customers
        you're allowed to name customers => name customers
        from now on name the customers here => name customers
        it is okay to show names in this chat => name customers
        please never name customers in this group => hide customers
        don't use customer names any more => hide customers
        keep customers anonymous here => hide customers
        stop showing names => hide customers
        no more names please => hide customers
        can you send me the scores? => send scores
        fetch me the report please => send report
        i want the scores as a csv => send scores
        pass me the model file => send model
        could i get the recipe => send recipe
        i'd like the final report => send report
        is there any feedback so far? => show feedback
        what did the others think about it? => show feedback
        show me the reactions please => show feedback
        who liked your answers? => show feedback
        """;

    /// <summary>What only looks like one of them, and what means one of them but is not understood.</summary>
    public const string Refused = """
        [thread]
        should i start a new project? => why proposal
        do not start a new project => not
        what happens if i start a new project => show plan
        never start a new project => not
        may customers be named here? => not
        should customers be named here? => why proposal
        can customers be named in this channel => not
        if i allow it, customers may be named here => not
        customers may be named here or not? => not
        name customers here and approve => not
        open no_such_file.csv => show files
        send me the salaries => not
        why send me the scores => why result
        delete this project => delete
        approve => approve
        who gave feedback on the plan => show plan
        name the customer C00042 => not
        i would like to work on something new => not
        can we do this with a different file instead => show files
        list everything we have worked on => not
        what else have we worked on? => not
        report to me please => show files
        """;
}
