namespace ChurnChatBot.DataScience.Evaluation.Profit;

/// <summary>The checks every sum of money goes through, with messages a person who typed it understands.</summary>
internal static class Amount
{
    public static void CheckNotNegative(double amount, string parameter, string what)
    {
        if (!(amount >= 0) || double.IsInfinity(amount)) throw new ArgumentException($"{what} is {amount}; an amount of 0 or more was expected.", parameter);
    }

    public static void CheckPositive(double amount, string parameter, string what)
    {
        if (!(amount > 0) || double.IsInfinity(amount)) throw new ArgumentException($"{what} is {amount}; a number above 0 was expected.", parameter);
    }
}
