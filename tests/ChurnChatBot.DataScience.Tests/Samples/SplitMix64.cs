namespace ChurnChatBot.DataScience.Tests.Samples;

/// <summary>
/// The SplitMix64 generator (Steele, Lea and Flood 2014): its sequence is fixed by its definition, where System.Random's is only
/// fixed by the runtime. <see cref="Exp"/> is here for the same reason: the platform's may differ in the last bit.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int NextInt(int exclusiveEnd) => (int)(NextDouble() * exclusiveEnd);

    /// <summary>Nearly standard normal: twelve uniforms less six (Irwin and Hall), additions only, within ±6.</summary>
    public double NextNormal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) sum += NextDouble();
        return sum;
    }

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>e^x for |x| &lt; 40 by argument halving and the Taylor series, with IEEE operations only.</summary>
    public static double Exp(double x)
    {
        var reduced = x / 1024;
        double term = 1, sum = 1;
        for (var i = 1; i <= 10; i++)
        {
            term *= reduced / i;
            sum += term;
        }

        for (var i = 0; i < 10; i++) sum *= sum;
        return sum;
    }

    public static double Sigmoid(double x) => 1 / (1 + Exp(-x));
}
