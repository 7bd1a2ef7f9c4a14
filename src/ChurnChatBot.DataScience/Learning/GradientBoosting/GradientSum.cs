using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChurnChatBot.DataScience.Learning.GradientBoosting;

/// <summary>First and second derivative of the loss at one row, in the integer units of a <see cref="GradientScale"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GradientPair(int Gradient, int Hessian);

/// <summary>
/// Sum of gradients, hessians and rows of a set of rows. Sums are integers, so they are exact: they do not depend on the order
/// of the rows or on how threads share them, and parent minus one child is the other child to the bit. Count and hessian share
/// a word (count above, see <see cref="GradientScale.HessianBits"/>), which makes one row one 128-bit addition.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct GradientSum(long Gradient, long CountAndHessian)
{
    public bool IsEmpty => CountAndHessian == 0;

    public static GradientSum operator +(GradientSum a, GradientSum b) =>
        new(a.Gradient + b.Gradient, a.CountAndHessian + b.CountAndHessian);

    public static GradientSum operator -(GradientSum a, GradientSum b) =>
        new(a.Gradient - b.Gradient, a.CountAndHessian - b.CountAndHessian);
}

/// <summary>
/// The fixed-point units of gradients and hessians. A gradient has 30 bits below its largest possible size; a hessian as many as
/// leave room for the sum over all rows beside the count: 30 bits up to 65,000 rows, 23 at a million (a float has 24).
/// </summary>
internal sealed class GradientScale
{
    private const int MostBits = 30;
    private readonly double _perGradient;
    private readonly double _perHessian;
    private readonly long _hessianMask;

    /// <param name="rows">Rows that are ever summed, at least 0.</param>
    /// <param name="largestGradient">Bound of |gradient| of a row.</param>
    /// <param name="largestHessian">Bound of the hessian of a row, which is never negative.</param>
    public GradientScale(int rows, double largestGradient, double largestHessian)
    {
        var rowBits = 32 - int.LeadingZeroCount(rows);
        if (rowBits > 26) throw new ArgumentOutOfRangeException(nameof(rows), rows, $"{rows} rows are more than the 67 million that can be learned from.");
        HessianBits = 63 - rowBits;
        _hessianMask = (1L << HessianBits) - 1;
        _perGradient = (1 << MostBits) / largestGradient;
        _perHessian = (1L << Math.Min(MostBits, HessianBits - rowBits)) / largestHessian;
        GradientUnit = 1 / _perGradient;
        HessianUnit = 1 / _perHessian;
        // A row's rounded hessian may reach the full power of two; N of them still stay below 2^HessianBits as N < 2^rowBits.
    }

    public double GradientUnit { get; }

    public double HessianUnit { get; }

    /// <summary>Low bits of <see cref="GradientSum.CountAndHessian"/> that hold the hessian.</summary>
    public int HessianBits { get; }

    /// <summary>One row, to be added with its gradient and hessian.</summary>
    public long OneRow => 1L << HessianBits;

    public GradientPair Quantise(double gradient, double hessian) =>
        new((int)Math.Round(gradient * _perGradient), (int)Math.Round(hessian * _perHessian));

    /// <summary>Four rows at once.</summary>
    public void Quantise(Vector256<double> gradients, Vector256<double> hessians, Span<GradientPair> pairs)
    {
        var gradient = Vector256.ConvertToInt64(Vector256.Round(gradients * _perGradient));
        var hessian = Vector256.ConvertToInt64(Vector256.Round(hessians * _perHessian));
        // A little-endian long of a small number starts with its int, so gradient and hessian are two ints side by side.
        var both = (gradient & Vector256.Create(0xFFFFFFFFL)) | (hessian << 32);
        both.CopyTo(MemoryMarshal.Cast<GradientPair, long>(pairs));
    }

    public GradientSum Single(GradientPair pair) => new(pair.Gradient, pair.Hessian + OneRow);

    public double Gradient(GradientSum sum) => sum.Gradient * GradientUnit;

    public double Hessian(GradientSum sum) => (sum.CountAndHessian & _hessianMask) * HessianUnit;

    public int Count(GradientSum sum) => (int)(sum.CountAndHessian >> HessianBits);
}
