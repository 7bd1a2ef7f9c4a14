using System.Numerics;

namespace ChurnChatBot.DataScience.Explanation;

/// <summary>
/// Shapley values of one leaf. In a coalition S the leaf is worth value · Π over S of [the row stays] · Π outside S of its
/// share z, so only subsets of the staying features count. Their sums by size are the coefficients of Π (z_j + x), which is
/// built once (EXTEND in Algorithm 2) and divided by one factor for each feature (UNWIND).
/// </summary>
internal sealed class ShapleyWeights
{
    private readonly double[] _bySize = new double[65];

    /// <param name="away">Slots whose splits lead this row away from the leaf.</param>
    /// <param name="contributions">Receives one number a slot, log-odds.</param>
    public void Contributions(LeafPath leaf, ulong away, Span<double> contributions)
    {
        var shares = leaf.Shares;
        var worth = leaf.Value;
        var staying = 0;
        _bySize[0] = 1;
        for (var slot = 0; slot < shares.Length; slot++)
        {
            if ((away >> slot & 1) != 0) worth *= shares[slot];
            else Extend(shares[slot], staying++);
        }

        // A feature that leads away turns its share of the worth into nothing, whatever its share: the same for all of them.
        var ofAway = BitOperations.PopCount(away) > 0 ? -worth * Sum(staying, shares.Length) : 0;
        for (var slot = 0; slot < shares.Length; slot++)
        {
            contributions[slot] = (away >> slot & 1) != 0
                ? ofAway
                : (1 - shares[slot]) * worth * SumWithout(shares[slot], staying, shares.Length);
        }
    }

    private void Extend(double share, int degree)
    {
        _bySize[degree + 1] = 1;
        for (var size = degree; size > 0; size--) _bySize[size] = (_bySize[size] * share) + _bySize[size - 1];
        _bySize[0] *= share;
    }

    // Σ over sizes s of s!·(d − 1 − s)!/d! times the coefficient; the weight of s follows from that of s − 1.
    private double Sum(int degree, int players)
    {
        var weight = 1.0 / players;
        var sum = 0.0;
        for (var size = 0; size <= degree; size++)
        {
            sum += weight * _bySize[size];
            weight *= (size + 1.0) / (players - 1 - size);
        }

        return sum;
    }

    // The same for the product without one factor. Division from the highest coefficient down only multiplies by shares below 1.
    private double SumWithout(double share, int degree, int players)
    {
        // Weight of size degree − 1, then downwards.
        var weight = 1.0 / players;
        for (var size = 0; size < degree - 1; size++) weight *= (size + 1.0) / (players - 1 - size);
        var coefficient = 0.0;
        var sum = 0.0;
        for (var size = degree - 1; size >= 0; size--)
        {
            coefficient = _bySize[size + 1] - (share * coefficient);
            sum += weight * coefficient;
            if (size > 0) weight *= (players - size) / (double)size;
        }

        return sum;
    }
}
