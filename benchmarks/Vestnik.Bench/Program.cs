using System.Globalization;
using Vestnik.Bench;

// Usage: Vestnik.Bench HOST_DLL [W1|W4|all]
var hostDll = args[0];
var chosen = args.Length > 1 ? args[1] : "all";
Figures.PrintMachine();

if (chosen is "W1" or "all")
{
    var hundred = await SendThroughput.RunAsync(hostDll, 100, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
    var ten = await SendThroughput.RunAsync(hostDll, 10, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"W1 exponent in rooms: {Figures.Exponent(ten, hundred, 10):F2}"));
}

if (chosen is "W4" or "all")
{
    var few = await IncrementalSync.RunAsync(hostDll, 10);
    var many = await IncrementalSync.RunAsync(hostDll, 1000);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"W4 exponent in rooms: {Figures.Exponent(few, many, 100):F2}"));
}

Figures.PrintMachine();
