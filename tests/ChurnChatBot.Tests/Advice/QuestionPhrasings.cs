namespace ChurnChatBot.Tests.Advice;

/// <summary>What people ask once there is a model, on two files, and what they write before there is a file.</summary>
internal static class QuestionPhrasings
{
    public const string Table = """
        [model]
        why is customer C00042 at risk? => customer C00042
        why is c00042 at risk => customer C00042
        why C42? => customer C00042
        explain customer C42 => customer C00042
        what about C01234 => customer C01234
        tell me about customer 42 => customer C00042
        show C00042 => customer C00042
        why would C1234 leave => customer C01234
        why is C99999 at risk? => customer C99999
        is C00042 going to churn? => customer C00042
        why is he at risk => customer C00042
        what would lower it? => lower
        what would lower the risk => lower
        how can we keep him => lower
        how do i prevent that => lower
        how can we keep C01234 from leaving? => lower C01234
        what would lower the risk of C42 => lower C00042
        what can we do to retain her => lower
        what reduces his risk? => lower
        who is at risk? => show customersatrisk
        who are they => show customersatrisk
        which customers are likely to leave => show customersatrisk
        list the customers at risk => show customersatrisk
        top risky customers => show customersatrisk
        who will churn => show customersatrisk
        churn rate by city? => rate city
        churn rate by city => rate city
        chrun rate by citty => rate city
        churn by city => rate city
        show me churn per city please => rate city
        what is the churn rate in each city => rate city
        rate of churn across cities => rate city
        churn rate by city among customers older than 60 => rate city where age>60
        churn rate by city for people under 30 => rate city where age<30
        churn rate by city where age >= 60 => rate city where age>=60
        churn rate by city where age is between 20 and 30 => rate city where age>=20 & age<=30
        churn rate by city for customers with total spend above 500 => rate city where total_spend>500
        churn rate by age for customers in Leipzig => rate age where city=Leipzig
        churn by city for those who joined after 2022-01-01 => rate city where join_date>2022-01-01
        churn by age with missing total_spend => rate age where total_spend missing
        churn rate by age not in Leipzig => rate age where city!=Leipzig
        how many leave in Leipzig? => rate city where city=Leipzig
        how many customers leave in berlin => rate city where city=Berlin
        what proportion of customers older than 60 churn => rate age where age>60
        how many customers aged at least 65 left => rate age where age>=65
        which city loses most? => rate city
        which city has the highest churn => rate city
        what city do most customers leave in => rate city
        where do customers leave most, by city => rate city
        is churn higher in leipzig => rate city where city=Leipzig
        compare churn in Leipzig and Berlin => rate city
        does age matter? => rate age
        does the age have an effect on churn => rate age
        do younger than 30 leave more => rate age where age<30
        what is the churn rate => show column churned
        how many customers left? => show column churned
        what drives churn => show drivers
        why do customers leave? => show drivers
        why are customers leaving us => show drivers
        main reasons for churn => show drivers
        which features are most important => show drivers
        how good is the model? => show results
        show results => show results
        what's the auc => show results
        how accurate is the model => show results
        is 0.86 good? => why result
        is that a good auc => why result
        how sure are you? => why result
        can i trust this model => why result
        why this model => why model
        why boosting and not logistic regression? => why model
        why didn't you use a neural network => why model
        show the trials => show trials
        which hyperparameters did you try => show trials
        show the files => show files
        download the scores => show files
        give me the report => show files
        where can i download the model => show files
        show the decisions => show decisions
        what did Ada approve? => show decisions
        who approved the cleaning => show decisions
        show me the audit log => show decisions
        where are we => show status
        what can i ask => show help
        show the profile => show profile
        tell me about total spend => show column total_spend
        what is last purchase => show column last_purchase_date
        forecast revenue for next quarter => cannot
        export the model to onnx => cannot
        schedule retraining every monday at 8 => cannot
        link this to slack => cannot
        connect it with teams => cannot
        what is the profit if we call 400 customers => cannot
        an offer costs 10 euros => cannot
        write the pandas code => cannot
        deploy the model => cannot
        alert me when churn goes up => cannot
        segment the customers => cannot
        go back to training => back training
        go back to the features => back features
        thank you => greet
        thanks a lot! => greet
        delete this project => delete
        wipe everything => delete
        [telco]
        churn by contract => rate Contract
        churn by contract for senior citizens with tenure below 12 => rate Contract where tenure<12 & SeniorCitizen=1
        churn rate by payment method => rate PaymentMethod
        churn by internet service for month-to-month contracts => rate InternetService where Contract=Month-to-month
        churn rate by gender where tenure > 24 => rate gender where tenure>24
        churn by tech support among fiber optic customers => rate TechSupport where InternetService=Fiber optic
        churn rate by contract for customers with no dependents => rate Contract where Dependents=No
        churn by contract where partner is yes => rate Contract where Partner=Yes
        which contract loses most => rate Contract
        which payment method has the worst churn => rate PaymentMethod
        how many leave with electronic check => rate PaymentMethod where PaymentMethod=Electronic check
        churn by paperless billing => rate PaperlessBilling
        churn by monthly charges => rate MonthlyCharges
        does tenure matter => rate tenure
        churn by streaming tv => rate StreamingTV
        what is tenure => show column tenure
        tell me about total charges => show column TotalCharges
        why is 7590-VHVEG at risk? => customer 7590-VHVEG
        why 7590-vhveg => customer 7590-VHVEG
        predict Contract rather than churn => target Contract
        predict Churn = Yes => target Churn=Yes
        drop TotalCharges => amend aside TotalCharges
        do not use gender => amend aside gender
        fill TotalCharges with 0 => amend fill TotalCharges = 0
        who is about to leave => show customersatrisk
        what share of men churns => not
        [empty]
        hi => greet
        hello bot => greet
        help => show help
        what can you do? => show help
        try the sample => sample
        use the sample data => sample
        can i see a demo => sample
        let me try an example => sample
        is this private? => show privacy
        where does my data go => show privacy
        thanks => greet
        forecast my sales => cannot
        """;
}
