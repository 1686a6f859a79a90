using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RuVector.Training.GuardPages;

/// <summary>The pages of the operating system: Linux.</summary>
internal static partial class NativePages
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;

    /// <summary>Maps bytes that may be read and written, between two pages that may not be touched.</summary>
    /// <param name="bytes">A multiple of the page size.</param>
    /// <returns>The first byte that may be touched.</returns>
    public static nint MapBetweenGuards(int bytes)
    {
        int page = Environment.SystemPageSize;
        nint start = Map(0, (nuint)(bytes + (2 * page)), 0, PrivateAnonymous, -1, 0);
        if (start == -1 || Protect(start + page, (nuint)bytes, ReadWrite) != 0)
        {
            throw new Win32Exception();
        }

        return start + page;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);
}
