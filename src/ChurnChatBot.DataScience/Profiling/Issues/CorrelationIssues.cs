using ChurnChatBot.DataScience.Data;

namespace ChurnChatBot.DataScience.Profiling.Issues;

/// <summary>Pairs of measures that say the same: Pearson's r on the rows where both are present, evenly sampled in long files.</summary>
internal static class CorrelationIssues
{
    private const int LeastRows = 20;
    private const int LeastSample = 3;
    private const long MostCells = 100_000_000;

    public static IEnumerable<DataQualityIssue> Find(ProfileContext context, CancellationToken cancellation)
    {
        var scans = context.Of(ColumnMeaning.Measure).Where(scan => scan.Column is NumericColumn && scan.Distinct > 2).Take(context.Options.CorrelationColumns).ToArray();
        var step = Step(context, scans.Length);
        var samples = Array.ConvertAll(scans, scan => new Sample((NumericColumn)scan.Column, step));
        for (var i = 0; i < samples.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = i + 1; j < samples.Length; j++)
            {
                var (r, rows) = Sample.Correlation(samples[i], samples[j]);
                if (rows < LeastRows || !(Math.Abs(r) >= context.Options.Correlation)) continue;
                yield return new DataQualityIssue(IssueKind.Correlated, scans[i].Name, context.Rows, IssueImportance.Information)
                {
                    OtherColumn = scans[j].Name,
                    Figure = r,
                    SampledRows = step > 1 ? samples[i].Rows : null,
                };
            }
        }
    }

    /// <summary>Every so many rows: fewer where there are many pairs, so that wide files take no longer than long ones.</summary>
    private static int Step(ProfileContext context, int columns)
    {
        var most = Math.Clamp(MostCells / Math.Max(1L, (long)columns * columns), LeastSample, context.Options.CorrelationRows);
        return (int)Math.Max(1, (context.Rows + most - 1) / most);
    }

    /// <summary>
    /// A column's sampled values less their mean, 0 where missing, with their presence as 0 and 1: all sums over the rows where both of
    /// two columns are present are then dot products.
    /// </summary>
    private sealed class Sample
    {
        private readonly double[] _centred;
        private readonly double[] _squared;
        private readonly double[] _present;

        public Sample(NumericColumn column, int step)
        {
            Rows = (column.Length + step - 1) / step;
            (_centred, _squared, _present) = (new double[Rows], new double[Rows], new double[Rows]);
            double sum = 0, count = 0;
            for (var i = 0; i < Rows; i++)
            {
                var value = column[i * step];
                _present[i] = double.IsNaN(value) ? 0 : 1;
                if (_present[i] == 0) continue;
                sum += _centred[i] = value;
                count++;
            }

            for (var i = 0; i < Rows; i++)
            {
                _centred[i] = _present[i] * (_centred[i] - (sum / Math.Max(count, 1)));
                _squared[i] = _centred[i] * _centred[i];
            }
        }

        public int Rows { get; }

        public static (double R, int Rows) Correlation(Sample x, Sample y)
        {
            double rows = Dot(x._present, y._present), sumX = Dot(x._centred, y._present), sumY = Dot(x._present, y._centred);
            var covariance = Dot(x._centred, y._centred) - (sumX * sumY / rows);
            var varianceX = Dot(x._squared, y._present) - (sumX * sumX / rows);
            var varianceY = Dot(x._present, y._squared) - (sumY * sumY / rows);
            return (varianceX > 0 && varianceY > 0 ? covariance / Math.Sqrt(varianceX * varianceY) : 0, (int)rows);
        }

        /// <summary>Four sums in a fixed order: as quick as wanted here, and the same to the last bit on any processor.</summary>
        private static double Dot(double[] x, double[] y)
        {
            double a = 0, b = 0, c = 0, d = 0;
            var i = 0;
            for (; i + 3 < x.Length && i + 3 < y.Length; i += 4)
            {
                a += x[i] * y[i];
                b += x[i + 1] * y[i + 1];
                c += x[i + 2] * y[i + 2];
                d += x[i + 3] * y[i + 3];
            }

            for (; i < x.Length; i++) a += x[i] * y[i];
            return a + b + (c + d);
        }
    }
}
