namespace ChurnChatBot.DataScience.Evaluation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014): a small generator whose stream is fixed by its seed for ever. The runtime's own generator may
/// change its stream between versions, and a stored search that is resumed later must draw what it would have drawn.
/// </summary>
internal sealed class StableRandom
{
    private ulong _state;

    /// <param name="seed">What the person chose.</param>
    /// <param name="stream">Which use of the seed: a fold repeat, a trial. Different streams are independent.</param>
    public StableRandom(int seed, int stream = 0)
    {
        _state = ((ulong)(uint)seed << 32) | (uint)stream;
        _state = NextBits();
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>), by multiplication (Lemire 2019); the bias is below 2⁻³².</summary>
    public int Next(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    public double Uniform(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Uniform on a logarithmic scale.</summary>
    public double LogUniform(double low, double high) => Math.Exp(Uniform(Math.Log(low), Math.Log(high)));

    /// <summary>Fisher and Yates' shuffle, in place.</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
