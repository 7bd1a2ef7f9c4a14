using ChurnChatBot.DataScience.Features;

namespace ChurnChatBot.DataScience.Export.Xgboost;

/// <summary>
/// Names that XGBoost accepts: without [, ] and &lt;, which its Python package refuses, and each once. Most columns keep their name.
/// </summary>
internal static class XgboostFeatureNames
{
    public static string[] Of(IReadOnlyList<Feature> features)
    {
        var names = new string[features.Count];
        // A name that needs no change goes to its own column, whichever comes first.
        var taken = new HashSet<string>(features.Select(feature => feature.Name).Where(IsAccepted), StringComparer.Ordinal);
        for (var f = 0; f < names.Length; f++)
        {
            if (IsAccepted(features[f].Name))
            {
                names[f] = features[f].Name;
                continue;
            }

            var clean = string.Create(features[f].Name.Length, features[f].Name, static (target, name) =>
            {
                for (var i = 0; i < target.Length; i++) target[i] = name[i] is '[' or ']' or '<' || char.IsControl(name[i]) ? '_' : name[i];
            });
            names[f] = clean;
            for (var number = 2; !taken.Add(names[f]); number++) names[f] = FormattableString.Invariant($"{clean}_{number}");
        }

        return names;
    }

    private static bool IsAccepted(string name) => !name.Any(sign => sign is '[' or ']' or '<' || char.IsControl(sign));
}
