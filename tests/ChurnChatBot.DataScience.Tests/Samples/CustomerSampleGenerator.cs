using System.Text;

namespace ChurnChatBot.DataScience.Tests.Samples;

/// <summary>
/// Makes the two sample files: the customers of an online shop on 22 August 2023, and the same shop a month later, drifted.
/// The truth is simple enough to be told (silence beyond about 90 days, low monthly spend, the first half-year, the city, a little
/// age) and noisy enough that no model can be perfect. The dirt is counted exactly, so that tests know what must be found.
/// </summary>
internal static class CustomerSampleGenerator
{
    public const int CustomerCount = 5000;
    public const int DuplicatedCustomers = 12;
    public const int MissingSpend = 312;
    public const int MissingSpendAndPurchase = 21;
    public const int MissingAges = 201;
    public const int DayFirstRows = 222;
    public const int NextMonthCustomers = 5230;
    public const int NextMonthHalle = 61;

    public static readonly DateOnly Today = new(2023, 8, 22);
    public static readonly DateOnly NextMonth = new(2023, 9, 22);

    /// <summary>Impossible ages as written, nine rows.</summary>
    public static readonly string[] ImpossibleAges = ["-1", "-1", "-1", "-1", "0", "0", "0", "142", "142"];

    private const int ShownCustomer = 42;
    private const string Header = "customer_id,age,city,join_date,last_purchase_date,total_spend,churned";

    private static readonly (string Name, int Weight, double Effect)[] Cities =
    [
        ("Berlin", 20, 0.1), ("Hamburg", 14, -0.2), ("Munich", 13, -0.5), ("Cologne", 11, 0.0), ("Frankfurt", 9, -0.3),
        ("Stuttgart", 7, -0.4), ("Leipzig", 6, 1.0), ("Dresden", 6, 0.5), ("Bremen", 5, 0.2), ("Hanover", 5, 0.0), ("Nuremberg", 4, -0.1),
    ];

    public static string Customers() => Write(Spoil(Population(), new SplitMix64(7)));

    public static string CustomersNextMonth() => Write(SpoilNextMonth(Advance(Population()), new SplitMix64(11)));

    private static string Write(IEnumerable<SampleCustomer> rows)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var row in rows) csv.Append(row.ToCsvLine()).Append('\n');
        return csv.ToString();
    }

    private static SampleCustomer[] Population()
    {
        var random = new SplitMix64(20230822);
        var customers = new SampleCustomer[CustomerCount];
        for (var i = 0; i < customers.Length; i++) customers[i] = Customer(i + 1, random);
        customers[ShownCustomer - 1] = AtHighRisk(customers[ShownCustomer - 1]);
        MarkMissingSpend(customers, random, MissingSpend);
        for (var i = 0; i < customers.Length; i++)
        {
            var left = random.NextDouble() < ChurnProbability(customers[i], Today);
            customers[i] = customers[i] with { Churned = left && i != ShownCustomer - 1 };
        }

        return customers;
    }

    private static SampleCustomer Customer(int number, SplitMix64 random)
    {
        // The square root makes joining commoner lately: the shop grows.
        var daysWithUs = 1 + (int)(1000 * (1 - Math.Sqrt(random.NextDouble())));
        var joined = Today.AddDays(-daysWithUs);
        var silence = (int)SplitMix64.Exp(3.7 + (1.05 * random.NextNormal()));
        if (silence > daysWithUs) silence = random.NextInt(daysWithUs + 1);
        return Purchases(random, new SampleCustomer
        {
            Number = number,
            Age = Math.Clamp((int)(41.5 + (13 * random.NextNormal())), 18, 89),
            City = City(random),
            Joined = joined,
            LastPurchase = Today.AddDays(-silence),
            Generosity = random.NextNormal(),
            TotalSpend = 0,
        });
    }

    private static string City(SplitMix64 random)
    {
        var draw = random.NextInt(Cities.Sum(city => city.Weight));
        foreach (var (name, weight, _) in Cities)
        {
            if (draw < weight) return name;
            draw -= weight;
        }

        return Cities[^1].Name;
    }

    private static SampleCustomer Purchases(SplitMix64 random, SampleCustomer customer)
    {
        var monthsBuying = Math.Max((Today.DayNumber - customer.Joined.DayNumber) / 30.44, 0.5);
        var monthly = SplitMix64.Exp(2.95 + (0.7 * customer.Generosity));
        return customer with { TotalSpend = monthly * monthsBuying * SplitMix64.Exp(0.2 * random.NextNormal()) };
    }

    /// <summary>The customer that the documentation asks about: five months with the shop, silent for nearly all of them.</summary>
    private static SampleCustomer AtHighRisk(SampleCustomer customer) => customer with
    {
        Age = 58,
        City = "Dresden",
        Joined = new DateOnly(2023, 3, 23),
        LastPurchase = new DateOnly(2023, 4, 1),
        Generosity = -1.1,
        TotalSpend = 44.90,
    };

    private static void MarkMissingSpend(SampleCustomer[] customers, SplitMix64 random, int count)
    {
        foreach (var (i, rank) in Draw(customers.Length, count, random).Select((row, rank) => (row, rank)))
            customers[i] = customers[i] with { SpendMissing = true, LastPurchaseMissing = rank < MissingSpendAndPurchase };
    }

    internal static double ChurnProbability(SampleCustomer customer, DateOnly today)
    {
        var silence = today.DayNumber - customer.LastPurchase.DayNumber;
        var daysWithUs = today.DayNumber - customer.Joined.DayNumber;
        var score = -3.87
            + (4.1 * SplitMix64.Sigmoid((silence - 90) / 8.0))
            + (0.009 * Math.Min(silence, 90))
            - (1.35 * customer.Generosity)
            + (daysWithUs < 183 ? 1.4 : 0)
            + Cities.FirstOrDefault(city => city.Name == customer.City).Effect
            - (0.012 * (customer.Age - 41))
            + (customer.SpendMissing ? 2.0 : 0);
        return SplitMix64.Sigmoid(score);
    }

    /// <summary>Distinct positions below <paramref name="length"/> in random order, never the customer whom the documentation shows.</summary>
    private static IEnumerable<int> Draw(int length, int count, SplitMix64 random)
    {
        var positions = Enumerable.Range(0, length).Where(i => i != ShownCustomer - 1).ToArray();
        random.Shuffle(positions);
        return positions.Take(count);
    }

    private static List<SampleCustomer> Spoil(SampleCustomer[] customers, SplitMix64 random)
    {
        var dirt = Draw(customers.Length, customers.Length - 1, random).ToArray();
        var next = 0;
        foreach (var age in ImpossibleAges) Change(dirt[next++], row => row with { WrittenAge = age });
        for (var i = 0; i < MissingAges; i++) Change(dirt[next++], row => row with { WrittenAge = "" });
        for (var i = 0; i < DayFirstRows; i++) Change(dirt[next++], row => row with { DayFirst = true });
        MistypeBerlin(customers);
        var newer = new List<SampleCustomer>();
        for (; newer.Count < DuplicatedCustomers; next++)
        {
            var row = customers[dirt[next]];
            if (row.SpendMissing || row.WrittenCity is not null || row.LastPurchase.DayNumber - row.Joined.DayNumber < 60) continue;
            newer.Add(row);
            Change(dirt[next], Earlier);
        }

        return [.. customers, .. newer];

        void Change(int i, Func<SampleCustomer, SampleCustomer> change) => customers[i] = change(customers[i]);

        SampleCustomer Earlier(SampleCustomer row) =>
            row with { LastPurchase = row.LastPurchase.AddDays(-7 - random.NextInt(40)), TotalSpend = row.TotalSpend * 0.9 };
    }

    private static void MistypeBerlin(SampleCustomer[] customers)
    {
        string[] typed = ["berlin ", "BERLIN", "berlin ", "BERLIN", "BERLIN", "berlin ", "BERLIN", "BERLIN", "berlin ", "BERLIN", "BERLIN"];
        var berliners = customers.Where(row => row.City == "Berlin" && row.Number != ShownCustomer).Select(row => row.Number - 1).ToArray();
        for (var i = 0; i < typed.Length; i++)
            customers[berliners[i * 83]] = customers[berliners[i * 83]] with { WrittenCity = typed[i] };
    }

    /// <summary>
    /// A month later: two of three who left are gone from the export, the others mostly bought nothing, new customers came, and a
    /// shop in Halle was taken over.
    /// </summary>
    private static SampleCustomer[] Advance(SampleCustomer[] customers)
    {
        var random = new SplitMix64(20230922);
        var kept = customers.Where(row => !row.Churned || random.NextInt(3) == 0).Select(row => LiveOn(row, random)).ToList();
        var halle = 0;
        for (var number = CustomerCount + 1; kept.Count < NextMonthCustomers; number++)
        {
            var newcomer = Newcomer(number, random);
            if (halle < NextMonthHalle && random.NextInt(6) == 0)
            {
                newcomer = newcomer with { City = "Halle" };
                halle++;
            }

            kept.Add(newcomer with { Churned = random.NextDouble() < ChurnProbability(newcomer, NextMonth) });
        }

        return [.. kept];
    }

    private static SampleCustomer LiveOn(SampleCustomer row, SplitMix64 random)
    {
        var bought = !row.Churned && random.NextDouble() < 0.22;
        if (bought)
        {
            var purchase = NextMonth.AddDays(-random.NextInt(31));
            row = row with { LastPurchase = purchase, LastPurchaseMissing = false, TotalSpend = row.TotalSpend + (SplitMix64.Exp(2.95 + (0.7 * row.Generosity)) * 1.1) };
        }

        return row with { Churned = row.Churned || random.NextDouble() < 0.8 * ChurnProbability(row, NextMonth) };
    }

    /// <summary>Customers of the last months: half joined within the month, half came with a shop that was taken over.</summary>
    private static SampleCustomer Newcomer(int number, SplitMix64 random)
    {
        var row = Customer(number, random);
        if (random.NextInt(2) == 0) return row;
        var joined = NextMonth.AddDays(-1 - random.NextInt(31));
        var last = joined.AddDays(random.NextInt(NextMonth.DayNumber - joined.DayNumber + 1));
        return row with { Joined = joined, LastPurchase = last, TotalSpend = row.TotalSpend / 12 };
    }

    private static SampleCustomer[] SpoilNextMonth(SampleCustomer[] rows, SplitMix64 random)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Number == ShownCustomer) continue;
            var draw = random.NextDouble();
            if (draw < 0.002) rows[i] = rows[i] with { WrittenAge = ImpossibleAges[random.NextInt(ImpossibleAges.Length)] };
            else if (draw < 0.042) rows[i] = rows[i] with { WrittenAge = "" };
            else if (draw < 0.085) rows[i] = rows[i] with { DayFirst = true };
            if (rows[i].Number > CustomerCount && random.NextInt(16) == 0) rows[i] = rows[i] with { SpendMissing = true };
        }

        return rows;
    }
}
