using System.Diagnostics;

namespace Vestnik.Bench;

/// <summary>What a workload measured, and the state of the machine while it did.</summary>
internal static class Figures
{
    public static void PrintMachine()
    {
        Console.WriteLine($"load average {File.ReadAllText("/proc/loadavg").Trim()}; spin calibration {Spin():F0} ms (lower is faster)");
    }

    /// <summary>Exponent b of cost ~ n^b between two sizes.</summary>
    public static double Exponent(double small, double large, double factor) => Math.Log10(large / small) / Math.Log10(factor);

    public static double Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    // A fixed amount of arithmetic: tells whether two runs met the same machine.
    private static double Spin()
    {
        var started = Stopwatch.GetTimestamp();
        var x = 1UL;
        for (var i = 0; i < 200_000_000; i++)
        {
            x = (x * 6364136223846793005UL) + 1;
        }

        GC.KeepAlive(x);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
