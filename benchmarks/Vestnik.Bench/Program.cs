using System.Globalization;
using Vestnik.Bench;

// Usage: Vestnik.Bench HOST_DLL [W1|W4|W7|all] [SIZE: rooms or members, this one only]
var hostDll = args[0];
var chosen = args.Length > 1 ? args[1] : "all";
int? only = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : null;
Figures.PrintMachine();

if (chosen is "W1" or "all")
{
    await AtBothSizes("W1", 10, 100, rooms => SendThroughput.RunAsync(hostDll, rooms, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)));
}

if (chosen is "W4" or "all")
{
    await AtBothSizes("W4", 10, 1000, rooms => IncrementalSync.RunAsync(hostDll, rooms));
}

if (chosen is "W7" or "all")
{
    await AtBothSizes("W7", 10, 10_000, members => FanOut.RunAsync(hostDll, members), "members");
}

Figures.PrintMachine();

async Task AtBothSizes(string workload, int few, int many, Func<int, Task<double>> run, string what = "rooms")
{
    if (only is { } size)
    {
        await run(size);
        return;
    }

    var atMany = await run(many);
    var atFew = await run(few);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload} exponent in {what}: {Figures.Exponent(atFew, atMany, many / (double)few):F2}; {many} cost {atMany / atFew:F2} times {few}"));
}
