namespace ChurnChatBot.Tests.Advice;

/// <summary>
/// Phrasings written before the interpreter existed, with what they should mean: how far it reaches beyond the phrasings it was
/// worked out on. The notation is that of <see cref="InterpretationText"/>; "[name]" starts the phrasings of a context.
/// </summary>
internal static class HeldOutPhrasings
{
    public const string Table = """
        [cleaning]
        could you fill the missing spend with zero please => amend fill total_spend = 0
        put 0 where total spend is empty => amend fill total_spend = 0
        i'd rather have the mean for age => amend fill age mean
        impute age using the average instead of median => amend fill age mean
        the duplicated customers should stay in => amend off duplicates
        keep duplicate rows pls => amend off duplicates
        please dont deduplicate => amend off duplicates
        ages over 95 can't be right => amend limits age ..95
        anything under 18 in age is wrong => amend limits age 18..
        set total_spend to 0 where missing, they never ordered anything => amend fill total_spend = 0 | they never ordered anything
        forget about the third step => amend off fill_age
        leave step 4 out => amend off fill_spend
        get rid of the city column => amend aside city
        we can't use city for legal reasons => amend aside city
        NYC and New York are the same city => amend merge city NYC>New York
        yep, looks fine => approve
        lgtm => approve
        go for it => approve
        everything except the last step is fine => approve [dates,limits,fill_age,fill_spend]
        do steps 1, 2 and 5 => approve [dates,limits,duplicates]
        nah => reject
        this is wrong, start from the newer file => reject
        reject it because the dates are american => reject | the dates are american
        what's the reason for the median? => why step
        why would you touch the dates => why step join_date
        is it really necessary to remove duplicates? => why step
        how many rows would change => show changedrows
        which lines could you not read => show rowssetaside
        what do you know about city => show column city
        the question is wrong, we want to predict city => target city
        don't approve anything yet => greet
        what would happen if i said yes? => show plan
        fill toal_spend with 0 and age with the mean => amend fill total_spend = 0; fill age mean
        ok but leave the duplicates alone => amend off duplicates
        [features]
        no age groups please => amend off bands
        i do not trust the city encoding, leave it out => amend off encoding
        also add total_spend divided by age => amend ratio total_spend/age
        use 1 september 2023 as today => amend today 2023-09-01
        approve the first two only => approve [recency,monthly]
        take all of them but not the age bands => approve [recency,monthly,lifetime,encoding]
        why is customer lifetime useful => why step customer_lifetime
        let's return to cleaning => back cleaning
        [training]
        start training for 2 min => train 120
        let it run half an hour => train 1800
        go => approve
        why not a neural network? => why model
        why boosted trees => why model
        make the budget 90 seconds => amend budget 90
        [running]
        enough, keep the best one => stop
        please stop now => stop
        how far are you? => show status
        [model]
        who will leave next => show customersatrisk
        give me the list of the riskiest customers => show customersatrisk
        why will C00042 leave => customer C00042
        what's up with customer 42 => customer C00042
        how do we stop him from leaving? => lower
        what can we do so that C00042 stays => lower C00042
        what share of people in leipzig churned => rate city where city=Leipzig
        in which city do we lose the most customers => rate city
        churn rate per city for those aged between 20 and 30 => rate city where age>=20 & age<=30
        do people over 60 leave more often? => rate age where age>60
        what makes customers leave => show drivers
        how accurate is it => show results
        is an auc of 0.86 any good? => why result
        i need the scores as csv => show files
        who signed this off => show decisions
        will our revenue go down next quarter => cannot
        retrain this every monday => cannot
        email me the report each week => cannot
        remove this project completely => delete
        never remove this project => greet
        cheers mate => greet
        where is my data stored? => show privacy
        [telco]
        churn by internet service => rate InternetService
        what is the churn rate for two year contracts => rate Contract where Contract=Two year
        share of leavers by payment method among senior citizens => rate PaymentMethod where SeniorCitizen=1
        how does churn differ by gender => rate gender
        churn per contrct for tenure less than 12 => rate Contract where tenure<12
        drop charges => ambiguous
        churn by loyalty => not
        [empty]
        i have no file, show me an example => sample
        what are you able to do => show help
        """;
}
