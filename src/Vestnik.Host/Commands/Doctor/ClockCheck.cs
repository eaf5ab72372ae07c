using System.Runtime.InteropServices;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>The kernel says whether somebody keeps the clock right. No server outside is asked for the time.</summary>
internal static partial class ClockCheck
{
    private const string Subject = "clock";

    // struct timex is 208 bytes on 64-bit Linux; with its first field (modes) zero the call only reads.
    private const int TimexBytes = 208;
    private const int TimeError = 5;

    public static Finding Look()
    {
        var now = TimeProvider.System.GetUtcNow();
        var built = new DateTimeOffset(File.GetLastWriteTimeUtc(typeof(ClockCheck).Assembly.Location), TimeSpan.Zero);
        if (now < built)
        {
            return Finding.Bad(Subject, $"It says {now:u}, which is before this program was built. Set the clock.");
        }

        return IsKept() switch
        {
            true => Finding.Good(Subject, $"It says {now:u} and is kept right."),
            false => Finding.Doubtful(Subject, $"It says {now:u}, but nobody keeps it right; expiry of tokens and keys depends on it. Install chrony or systemd-timesyncd."),
            null => Finding.Doubtful(Subject, $"It says {now:u}; whether somebody keeps it right cannot be told here."),
        };
    }

    private static bool? IsKept()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return null;
        }

        Span<byte> timex = stackalloc byte[TimexBytes];
        timex.Clear();
        return AdjTimex(ref MemoryMarshal.GetReference(timex)) switch
        {
            TimeError => false,
            >= 0 => true,
            _ => null,
        };
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AdjTimex(ref byte timex);
}
