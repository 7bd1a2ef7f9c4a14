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

    /// <summary>A second list, written once the first had been worked on, and again before it was tried.</summary>
    public const string SecondTable = """
        [cleaning]
        hmm, could we maybe use 0 for total spend instead? => amend fill total_spend = 0
        for age take the mean please => amend fill age mean
        i think the average makes more sense for age => amend fill age mean
        total_spend: 0 instead of median => amend fill total_spend = 0
        nobody is older than 100, so treat ages above 100 as missing => amend limits age ..100
        let's not deduplicate => amend off duplicates
        customers that appear twice should not be removed => amend off duplicates
        please leave the ages unfilled => amend off fill_age
        i'd skip the date conversion => amend off dates
        kick the city column out => amend aside city
        city must not be used => amend aside city
        the fourth step is unnecessary, drop it => amend off fill_spend
        approve everything apart from step 5 => approve [dates,limits,fill_age,fill_spend]
        ok with all except the date parsing => approve [limits,fill_age,fill_spend,duplicates]
        that looks right to me, please proceed => approve
        i agree with the plan => approve
        absolutely not => reject
        i don't like this plan => reject
        reject that since nobody checked the file => reject | nobody checked the file
        why is step 5 needed? => why step
        what's the evidence for filling total spend? => why step total_spend
        can you show me which cells will be changed => show changedrows
        what did you find in the data? => show profile
        how many values are missing in age => show column age
        i'll get back to you tomorrow => greet
        before approving i want to see the plan => show plan
        can i trust the median? => why step
        would it be ok to approve now? => why proposal
        approve it once the mean is used => not
        please do not ever delete our project => not
        [features]
        the age bands are useless, remove them => amend off bands
        please add total spend per age => amend ratio total_spend/age
        count recency from 2023-08-31 => amend today 2023-08-31
        approve without the city encoding => approve [recency,monthly,lifetime]
        what does customer lifetime mean? => why step customer_lifetime
        [training]
        you may start => train
        spend at most three minutes on training => train 180
        is boosting better than a random forest? => why model
        [running]
        how much longer? => show status
        ok that's good enough, stop => stop
        [model]
        who are the ten customers most likely to churn? => show customersatrisk
        what is pushing C00042 to leave => customer C00042
        give me the reasons for c42 => customer C00042
        what could we offer him to stay => lower
        is there a way to bring his risk down => lower
        leaving rate of berlin customers younger than 25 => rate city where city=Berlin & age<25
        are customers in munich more likely to leave? => rate city where city=Munich
        split churn by city, only people with spend over 100 => rate city where total_spend>100
        percentage of churned customers per city => rate city
        what matters most for churn => show drivers
        how reliable are these predictions => why result
        send me the model file => show files
        please retrain automatically each month => cannot
        can you put this into our slack channel => cannot
        what would we earn if we kept them => cannot
        please wipe this project => delete
        [telco]
        how does churn depend on the contract => rate Contract
        do customers with fiber optic leave more => rate InternetService where InternetService=Fiber optic
        churn by partner for females => rate Partner where gender=Female
        customers without tech support: how many churn? => rate TechSupport where TechSupport=No
        churn rate by contrat and tenure over 10 => rate Contract where tenure>10
        leave monthly charges out => amend aside MonthlyCharges
        what about charges => ambiguous
        [empty]
        show me what this can do with some example data => sample
        what file formats do you take? => show help
        """;
}
