using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace RuVector.Training.Files;

/// <summary>Pushes files and folders to the disk and reports when that fails.</summary>
/// <remarks>On Linux libc is called directly: the managed flush returns normally when <c>fsync</c> fails, and cannot flush a folder.</remarks>
internal static partial class DurableStorage
{
    private const int Interrupted = 4;
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Pushes everything written to a file to the disk.</summary>
    /// <exception cref="IOException">The operating system reports a failure.</exception>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The managed flush hides failures on Linux alone, and Linux does not get here.")]
    public static void FlushFile(FileStream stream)
    {
        stream.Flush();
        if (OperatingSystem.IsLinux())
        {
            Synchronize(stream.SafeFileHandle);
        }
        else
        {
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Pushes the entries of a folder, and so a rename inside it, to the disk; where the system offers no way, nothing happens.</summary>
    /// <exception cref="IOException">The operating system reports a failure.</exception>
    public static void FlushDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using DirectoryHandle folder = Open(path, ReadOnlyCloseOnExec);
        if (folder.IsInvalid)
        {
            throw LastError("open");
        }

        Synchronize(folder);
    }

    private static void Synchronize(SafeHandle handle)
    {
        while (FSync(handle) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw LastError("fsync");
            }
        }
    }

    private static IOException LastError(string call)
    {
        int code = Marshal.GetLastPInvokeError();
        return new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(code)} (error {code})");
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial DirectoryHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int file);

    /// <summary>A descriptor of a folder; the file handle of the platform refuses folders.</summary>
    private sealed class DirectoryHandle() : SafeHandle(-1, ownsHandle: true)
    {
        public override bool IsInvalid => unchecked((int)handle) == -1; // libc returns 32 bits of it

        protected override bool ReleaseHandle() => CloseFile((int)handle) == 0;
    }
}
