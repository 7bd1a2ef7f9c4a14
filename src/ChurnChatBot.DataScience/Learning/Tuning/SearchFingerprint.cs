using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ChurnChatBot.DataScience.Evaluation;

namespace ChurnChatBot.DataScience.Learning.Tuning;

/// <summary>
/// Tells whether a stored state belongs to this search: a hash of the seed, the division of rows, and what the learner sees of one fold, which
/// depends on the file and on every step of the recipe.
/// </summary>
internal static class SearchFingerprint
{
    public static string Of(TuningOptions options, TuningSplit split, PreparedFold fold)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1 {options.Seed} {options.Folds} {fold.Training.FeatureCount} ")));
        hash.AppendData(MemoryMarshal.AsBytes(split.Training.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(split.Test.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(fold.TrainingLabels.AsSpan()));
        for (var f = 0; f < fold.Training.FeatureCount; f++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(fold.Training.Features[f].Name));
            hash.AppendData(MemoryMarshal.AsBytes(fold.Training.Column(f)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
