using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RuVector.Training.Checkpoints;

/// <summary>Holds a folder for one owner. The system gives the lock up when its process ends, in whatever way: a lock is never stale.</summary>
/// <remarks>The file names the owner for the errors of others; it stays when the lock is given up. On Linux libc is called directly: the platform's own files cannot be read by others while they are locked.</remarks>
internal sealed partial class FolderLock : IDisposable
{
    public const string FileName = "checkpoint.lock";

    private const int ReadWriteCreateCloseOnExec = 0x80042;
    private const int OwnerReadsAndWrites = 0b110_100_100;
    private const int ExclusiveWithoutWaiting = 2 | 4;
    private const int WouldBlock = 11;
    private const int Interrupted = 4;

    private readonly FileStream _file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="CheckpointException">Another owner holds it (<see cref="CheckpointError.FolderInUse"/>).</exception>
    /// <exception cref="IOException">The file of the lock cannot be opened.</exception>
    public FolderLock(string folder)
    {
        string path = Path.Combine(folder, FileName);
        _file = OperatingSystem.IsLinux() ? OpenOnLinux(path, folder) : OpenElsewhere(path, folder);
        NameOwner();
    }

    public void Dispose()
    {
        _file.Dispose();
    }

    private static FileStream OpenOnLinux(string path, string folder)
    {
        FileStream file = new(OpenUnlocked(path), FileAccess.ReadWrite, bufferSize: 1);
        while (FLock(file.SafeFileHandle, ExclusiveWithoutWaiting) != 0)
        {
            int code = Marshal.GetLastPInvokeError();
            if (code == Interrupted)
            {
                continue;
            }

            string owner = code == WouldBlock ? Owner(file) : "";
            file.Dispose();
            throw code == WouldBlock ? InUse(folder, owner) : new IOException($"flock failed: {Marshal.GetPInvokeErrorMessage(code)} (error {code})");
        }

        return file;
    }

    private static FileStream OpenElsewhere(string path, string folder)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            throw InUse(folder, Owner(file));
        }
    }

    private static SafeFileHandle OpenUnlocked(string path)
    {
        SafeFileHandle handle = Open(path, ReadWriteCreateCloseOnExec, OwnerReadsAndWrites);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        int code = Marshal.GetLastPInvokeError();
        handle.Dispose();
        throw new IOException($"Expected to open '{path}', but the file system refused: {Marshal.GetPInvokeErrorMessage(code)} (error {code})");
    }

    private static CheckpointException InUse(string folder, string owner) =>
        new(folder, CheckpointError.FolderInUse, "a folder of checkpoints that is not in use", $"it is in use by {(owner.Length == 0 ? "a process that has not named itself" : owner)}");

    private static string Owner(FileStream file)
    {
        byte[] text = new byte[300];
        return Encoding.UTF8.GetString(text, 0, file.Read(text)).Trim();
    }

    // Without the name, which a full disk may refuse, the lock holds as well.
    private void NameOwner()
    {
        try
        {
            _file.SetLength(0);
            _file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on host {Environment.MachineName}\n")));
        }
        catch (IOException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int FLock(SafeFileHandle file, int operation);
}
