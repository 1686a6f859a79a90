using System.Globalization;
using System.Runtime.Intrinsics;

namespace RuVector.Training.Benchmarks;

/// <summary>One way to run a peer; which is its best differs from work to work, so all are tried.</summary>
/// <param name="Script">The program below <c>bench/peers</c>.</param>
/// <param name="CoreType">Which of the kernels of OpenBLAS it uses.</param>
/// <param name="OmpThreads">Threads of OpenMP.</param>
/// <param name="BlasThreads">Threads of OpenBLAS.</param>
/// <param name="Passive">Whether threads of OpenMP sleep while they wait.</param>
internal sealed record PeerSetting(string Script, string CoreType, int OmpThreads, int BlasThreads, bool Passive)
{
    private static readonly string[] s_scripts = ["torch_peer.py", "faiss_peer.py"];

    /// <summary>Gets how the table names it.</summary>
    public string Name => $"{Script.Replace("_peer.py", "", StringComparison.Ordinal)} {CoreType} OMP={OmpThreads} BLAS={BlasThreads}{(Passive ? " passive" : "")}";

    /// <summary>Gets the variables of its process; what the shell has set for OpenBLAS itself is taken away.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["OPENBLAS_CORETYPE"] = CoreType,
        ["OPENBLAS_L2_SIZE"] = null,
        ["OPENBLAS_NUM_THREADS"] = BlasThreads.ToString(CultureInfo.InvariantCulture),
        ["OMP_NUM_THREADS"] = OmpThreads.ToString(CultureInfo.InvariantCulture),
        ["OMP_WAIT_POLICY"] = Passive ? "PASSIVE" : null,
    };

    /// <summary>Every setting that is worth trying with at most so many threads on this machine.</summary>
    public static IEnumerable<PeerSetting> For(int threads) =>
        from script in s_scripts
        from coreType in CoreTypes
        from way in WaysToShare(threads)
        select new PeerSetting(script, coreType, way.Omp, way.Blas, way.Passive);

    private static string[] CoreTypes => Vector512.IsHardwareAccelerated ? ["SkylakeX", "Zen", "Haswell"] : ["Haswell", "Zen"];

    /// <summary>Threads of OpenMP and of OpenBLAS disturb each other where both wait awake, so each alone is tried too; and one thread, which is the fastest way for some work.</summary>
    private static (int Omp, int Blas, bool Passive)[] WaysToShare(int threads) =>
        threads == 1 ? [(1, 1, false)] : [(threads, threads, false), (threads, threads, true), (1, threads, false), (threads, 1, false), (1, 1, false)];
}
