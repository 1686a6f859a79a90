using System.IO.Pipes;
using RuVector.Training.Files;

namespace RuVector.Training.Tests.Files;

[TestFixture]
public sealed class AtomicFileTests
{
    private static readonly byte[] _old = [1, 2, 3];
    private static readonly byte[] _new = [9, 8, 7, 6];

    [Test]
    public void Write_ExistingFile_IsReplacedWholeAndLeavesNothingElse()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a.bin"), _old);

        AtomicFile.Write(folder.File("a.bin"), _new, static (stream, bytes) => stream.Write(bytes));

        File.ReadAllBytes(folder.File("a.bin")).ShouldBe(_new);
        folder.Names().ShouldBe(["a.bin"]);
    }

    [Test]
    public void Write_BeforeItIsDone_ShowsTheOldContent()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a.bin"), _old);
        byte[]? seen = null;

        AtomicFile.Write(folder.File("a.bin"), _new, (stream, bytes) =>
        {
            stream.Write(bytes);
            stream.Flush();
            seen = File.ReadAllBytes(folder.File("a.bin"));
        });

        seen.ShouldBe(_old);
    }

    [Test]
    public void Write_CallbackFails_KeepsTheOldFileAndRemovesTheTemporaryOne()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a.bin"), _old);

        Should.Throw<OperationCanceledException>(() => AtomicFile.Write(folder.File("a.bin"), _new, static (stream, bytes) =>
        {
            stream.Write(bytes);
            throw new OperationCanceledException();
        }));

        File.ReadAllBytes(folder.File("a.bin")).ShouldBe(_old);
        folder.Names().ShouldBe(["a.bin"]);
    }

    [Test]
    public void Write_FileSystemFails_NamesThePath()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.bin");

        IOException e = Should.Throw<IOException>(() => AtomicFile.Write(path, _new, static (_, _) => throw new IOException("No space left on device")));

        e.Message.ShouldBe($"Expected to write '{path}', but the file system refused: No space left on device");
        folder.Names().ShouldBeEmpty();
    }

    [Test]
    public void Write_MissingFolder_NamesThePath()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "missing", "a.bin");

        Should.Throw<IOException>(() => AtomicFile.Write(path, _new, static (stream, bytes) => stream.Write(bytes))).Message.ShouldStartWith($"Expected to write '{path}', but");
    }

    [Test]
    public void Write_PathIsAFolder_NamesThePathAndRemovesTheTemporaryFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("folder");
        Directory.CreateDirectory(path);

        Should.Throw<IOException>(() => AtomicFile.Write(path, _new, static (stream, bytes) => stream.Write(bytes))).Message.ShouldStartWith($"Expected to write '{path}', but");
        folder.Names().ShouldBe(["folder"]);
    }

    [Test]
    [Platform("Linux")]
    public void FlushDirectory_MissingFolder_ReportsTheError() =>
        Should.Throw<IOException>(static () => DurableStorage.FlushDirectory("/missing-folder")).Message.ShouldBe("open failed: No such file or directory (error 2)");

    [Test]
    [Platform("Linux")]
    public void FlushFile_WhatCannotBeSynchronized_ReportsTheError()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.Out);
        using FileStream stream = new($"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}", FileMode.Open, FileAccess.Write);

        Should.Throw<IOException>(() => DurableStorage.FlushFile(stream)).Message.ShouldBe("fsync failed: Invalid argument (error 22)");
    }
}
