namespace ChurnChatBot.Tests.Advice;

/// <summary>What people write while a cleaning, feature or training plan waits.</summary>
internal static class PlanPhrasings
{
    public const string Table = """
        [cleaning]
        fill total_spend with 0 instead => amend fill total_spend = 0
        fill total_spend with 0 instead of the median => amend fill total_spend = 0
        fill total_spend with 0 instead, no purchase means no spend => amend fill total_spend = 0 | no purchase means no spend
        fill total_spend with zero because they never bought anything => amend fill total_spend = 0 | they never bought anything
        could you please fill total spend with 0 => amend fill total_spend = 0
        pls set totalspend to 0 => amend fill total_spend = 0
        replace missing total_spend by 0 => amend fill total_spend = 0
        replace missing ages with the mean => amend fill age mean
        use the mean for age => amend fill age mean
        use the average for age rather than the median => amend fill age mean
        age should be filled with the average => amend fill age mean
        fill age with mean not median => amend fill age mean
        fill age and total_spend with the mean => amend fill age mean; fill total_spend mean
        fill age with the mean and total_spend with 0 => amend fill age mean; fill total_spend = 0
        fill age with the mean and do not drop the duplicates => amend fill age mean; off duplicates
        fill age wth the meen => amend fill age mean
        fill city with unknown => amend fill city unknown
        fill city with the most common value => amend fill city frequent
        fill city with Leipzig => amend fill city = Leipzig
        impute total_spend with 12.5 => amend fill total_spend = 12.5
        put 1,000 into total_spend => amend fill total_spend = 1000
        i would like to fill age with 40 => amend fill age = 40
        yes, but fill age with the mean => amend fill age mean
        ok but use the mean for age => amend fill age mean
        no, fill total_spend with 0 => amend fill total_spend = 0
        please fill "total_spend" with 0 => amend fill total_spend = 0
        fill `total_spend` with 0 => amend fill total_spend = 0
        do not drop the duplicates => amend off duplicates
        don't drop duplicates => amend off duplicates
        dont remove the duplicates please => amend off duplicates
        keep the duplicates => amend off duplicates
        instead of dropping duplicates keep them => amend off duplicates
        i don't want to remove duplicates => amend off duplicates
        leave the duplicates alone => amend off duplicates
        skip the duplicates => amend off duplicates
        please do drop the duplicates => amend on duplicates
        remove duplicates => amend on duplicates
        leave out the second step => amend off limits
        skip step 2 => amend off limits
        drop the last step => amend off duplicates
        without step 3 => amend off fill_age
        remove step 1 and step 2 => amend off dates; off limits
        untick the third one => amend off fill_age
        do not parse the dates => amend off dates
        don't touch the dates => amend off dates
        don't fill age => amend off fill_age
        do not fill in the missing ages => amend off fill_age
        leave age as it is => amend off limits; off fill_age
        keep the outliers => amend off limits
        drop city => amend aside city
        drop the column city => amend aside city
        delete this column city => amend aside city
        do not use city => amend aside city
        don't use the city column => amend aside city
        please exclude city from the model => amend aside city
        remove city and age => amend aside city; aside age
        without city => amend aside city
        ignore city => amend aside city
        ctiy should be dropped => amend aside city
        keep customer_id => amend keep customer_id
        keep the customer id anyway => amend keep customer_id
        keep join date => amend keep join_date
        ages above 90 are impossible => amend limits age ..90
        age below 16 is impossible => amend limits age 16..
        valid age is between 16 and 100 => amend limits age 16..100
        age must be at least 18 => amend limits age 18..
        limit age to 16 to 100 => amend limits age 16..100
        treat 0 in age as missing => amend limits age 1..
        treat ages below 16 as unknown => amend limits age 16..
        merge NYC into New York => amend merge city NYC>New York
        combine nyc with new york => amend merge city NYC>New York
        today is 2023-09-01 => amend today 2023-09-01
        use 01.09.2023 as the reference date => amend today 2023-09-01
        approve => approve
        yes => approve
        ok => approve
        yes please => approve
        looks good to me => approve
        sounds good, go ahead => approve
        do it => approve
        ship it! => approve
        ok thanks, go ahead => approve
        i approve this plan => approve
        aprove => approve
        approve all => approve
        yes, all of them => approve
        approve the cleaning plan => approve
        approve all but the last one => approve [dates,limits,fill_age,fill_spend]
        approve everything except duplicates => approve [dates,limits,fill_age,fill_spend]
        approve all except steps 1 and 2 => approve [fill_age,fill_spend,duplicates]
        approve only 1 and 3 => approve [dates,fill_age]
        approve 1, 2 and 4 => approve [dates,limits,fill_spend]
        approve steps 1 to 3 => approve [dates,limits,fill_age]
        approve only the first two => approve [dates,limits]
        accept just the first step => approve [dates]
        no => reject
        no thanks => reject
        reject => reject
        i don't want this => reject
        don't do it => reject
        don't approve => reject
        stop => reject
        cancel => reject
        reject, the file is outdated => reject | the file is outdated
        i reject this because the file is old => reject | the file is old
        why? => why proposal
        why do you suggest this => why proposal
        why do you drop this column? => why step
        why drop city => why step city
        why do you fill age with the median? => why step age
        why do you remove duplicates => why step
        how come total spend is filled => why step total_spend
        explain step 3 => why step age
        why the second step => why step age
        show the plan => show plan
        show me the changed rows => show changedrows
        which rows did you change? => show changedrows
        show the rows you set aside => show rowssetaside
        show the profile => show profile
        what is total_spend? => show column total_spend
        tell me about age => show column age
        describe last purchase => show column last_purchase_date
        what can you do? => show help
        help => show help
        is my data private? => show privacy
        do you send my data to openai => show privacy
        predict city instead => target city
        the question is wrong: predict churned instead => target churned
        predict churned = 1 => target churned=1
        use churned as the target => target churned
        the target is age => target age
        delete this project => delete
        please delete the project => delete
        erase all my data => delete
        start over => back profile
        go back => back profile
        thanks => greet
        hello => greet
        [features]
        don't use age bands => amend off bands
        do not use the age bands => amend off bands
        use the age bands too => amend on bands
        without the city encoding => amend off encoding
        leave out the city encoding => amend off encoding
        don't use customer_lifetime => amend off lifetime
        drop avg spend per month => amend off monthly
        keep only the first two => approve [recency,monthly]
        also spend divided by age => amend ratio total_spend/age
        add the ratio of total_spend to age => amend ratio total_spend/age
        yes but without the age bands => amend off bands
        today should be 1 sep 2023 => amend today 2023-09-01
        why days since last purchase => why step days_since_last_purchase
        why not the age bands? => why step age_band
        go back to the cleaning plan => back cleaning
        back to cleaning please => back cleaning
        redo the cleaning => back cleaning
        approve 3 => approve [lifetime]
        approve all but the city encoding => approve [recency,monthly,lifetime]
        drop it => not
        [training]
        train for five minutes => train 300
        train => train
        start training => train
        please train the model => train
        build the model => train
        fit it for 90 s => train 90
        train for half an hour => train 1800
        start with 2 minutes => train 120
        a budget of two minutes => amend budget 120
        give it 5 minutes => amend budget 300
        30 seconds => amend budget 30
        make it 2 min => amend budget 120
        why boosting and not logistic regression? => why model
        why this model => why model
        can you export to onnx => cannot
        yes, go ahead => approve
        go back to the features => back features
        [running]
        stop => stop
        stop and keep the best => stop
        that's enough => stop
        halt the training => stop
        how long will it take? => show status
        how far are we => show status
        what have you tried so far => show trials
        """;
}
