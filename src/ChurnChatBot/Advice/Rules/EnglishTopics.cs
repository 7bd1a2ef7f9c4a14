namespace ChurnChatBot.Advice.Rules;

internal static partial class EnglishLexicon
{
    /// <summary>Requests that are understood and cannot be met yet, so that they are never taken for something else.</summary>
    private static Dictionary<string, string> Topics => new()
    {
        ["forecasting"] = "forecast|revenue|sales|next quarter|next year|next month|demand|projection|clv|customer lifetime value|lifetime value|predict sales|turnover next",
        ["exporting to ONNX"] = "onnx|pmml|xgboost json|pickle|joblib",
        ["scheduled retraining"] = "schedule|every monday|every tuesday|every wednesday|every thursday|every friday|every week|each week|weekly|every month|each month|monthly retraining|every day|daily|nightly|each night|every night|automatically retrain|each monday|regularly|cron|every morning|once a week|once a month|every quarter|periodically",
        ["linking Slack or Teams"] = "slack|teams|microsoft teams|discord|whatsapp|telegram|link this thread|other channel",
        ["sending e-mail"] = "email|e mail|mail it|mail me|outlook|newsletter|text message|sms",
        ["profit and costs"] = "profit|profitable|earn|earnings|roi|return on investment|margin|break even|an offer costs|offer cost|campaign|voucher|coupon|discount|how much money|worth it in money|cost of churn|what does churn cost|costs us|can call|capacity|euros|dollars|retention budget",
        ["what-if questions"] = "what if the price|simulate|simulation|scenario|what if we raised|what if we lowered|what if we gave|if we raise|if we raised|if we lower the price|if we lowered|raise prices|raise the price",
        ["customer segments"] = "segment|segments|segmentation|cluster|clusters|clustering|personas|k means|kmeans",
        ["recipes as code"] = "pandas|sql|python|python code|as code|source code|r script|jupyter|notebook|write code|python script|write me a script",
        ["deploying a model"] = "deploy|deployment|docker|kubernetes|api|endpoint|rest|airflow|production|container|azure|aws",
        ["monitoring"] = "monitor|monitoring|drift|alert|alerts|alert me|notify me|warn me|watch the model|remind me|reminder",
        ["scoring another file"] = "score another file|score a new file|new batch|another batch|next batch|score this batch|score new customers|score last month",
        ["PDF and Word reports"] = "word document|word report|as pdf|pdf report|powerpoint|slides|slide deck|presentation|as a pdf|ppt|docx",
        ["joining files"] = "join the files|second file|another file|join tables|join the tables|join these files|merge the files|join both files|combine the files|combine both files",
        ["text features"] = "sentiment|topics|keywords|free text comments|nlp|wordcloud",
        ["other optimisation goals"] = "optimise for|optimize for|maximise recall|maximize recall|maximise precision|maximize precision|optimise precision|optimise recall",
        ["fairness checks"] = "fairness|fair|bias|biased|discriminate|discrimination|discriminates",
    };
}
