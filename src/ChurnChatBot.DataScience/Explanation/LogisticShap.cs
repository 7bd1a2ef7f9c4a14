using ChurnChatBot.DataScience.Features;
using ChurnChatBot.DataScience.Learning;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Exact SHAP values of a logistic regression with its training rows as background and features taken as independent: each term minus
/// its training average (Lundberg and Lee 2017, corollary 1). All levels and the missing indicator of a column count as one feature.
/// </summary>
public static class LogisticShap
{
    /// <returns>N rows by F features, log-odds; the base value is the mean raw prediction over the training rows.</returns>
    public static ShapValues Explain(LogisticRegressionModel model, FeatureMatrix features)
    {
        var contributions = new double[features.RowCount, features.FeatureCount];
        for (var f = 0; f < features.FeatureCount; f++)
        {
            var term = model.Terms[f];
            var column = features.Column(f);
            for (var row = 0; row < column.Length; row++) contributions[row, f] = term.Value(column[row]) - term.Average;
        }

        return new ShapValues(model.Intercept + model.Terms.Sum(term => term.Average), contributions);
    }
}
