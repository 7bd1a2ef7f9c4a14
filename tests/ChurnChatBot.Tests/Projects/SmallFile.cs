using System.Globalization;
using System.Text;

namespace ChurnChatBot.Tests.Projects;

/// <summary>Files small enough that a whole line of steps takes a second.</summary>
internal static class SmallFile
{
    /// <summary>The first customers of the sample: dirt, dates and a signal in a few hundred rows.</summary>
    public static byte[] Customers { get; } = Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(Repository.Sample).Take(501)) + "\n");

    /// <summary>A clean file in which so many of a hundred customers left.</summary>
    public static byte[] WithLeavers(int leavers) => Text("id,age,churned", row => string.Create(
        CultureInfo.InvariantCulture, $"C{row:000},{20 + (row * 7 % 50)},{(row <= leavers ? 1 : 0)}"));

    /// <summary>A hundred rows under a header.</summary>
    public static byte[] Text(string header, Func<int, string> row) =>
        Encoding.UTF8.GetBytes(header + "\n" + string.Join('\n', Enumerable.Range(1, 100).Select(row)) + "\n");
}
