namespace ChurnChatBot.DataScience.Export.Xgboost;

/// <summary>
/// Turns our rule <c>x ≤ t</c> over doubles into xgboost's rule <c>x &lt; s</c> over floats. With g the largest float that is at most t,
/// s is the next float above g.
/// <para>
/// Proof. Let x be a float. No float lies between g and t, save g itself, so x ≤ t exactly where x ≤ g; no float lies between g and s,
/// so x ≤ g exactly where x &lt; s. Hence every cell that a float holds exactly goes the same way.
/// </para>
/// <para>
/// A cell that is only a double is rounded by xgboost to the nearest float r, and goes where we would send r. That is another way only
/// where t lies between the cell and r, so nearer than half a spacing of floats (one part in 17 million). Since t is the midpoint
/// of two training values, it happens to a training value only where the next one is less than one spacing away. Beyond the
/// largest float r is infinite, which xgboost refuses: such cells have to be limited to ±3.4028235e38 first.
/// </para>
/// </summary>
internal static class SinglePrecisionThreshold
{
    /// <returns>s, which is +∞ where every finite float goes left.</returns>
    public static float Of(double threshold) => MathF.BitIncrement(Floor(threshold));

    /// <summary>The largest float that is at most <paramref name="value"/>; −∞ below all finite ones.</summary>
    private static float Floor(double value)
    {
        var nearest = (float)value;
        return nearest > value ? MathF.BitDecrement(nearest) : nearest;
    }
}
