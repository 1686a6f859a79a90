using System.Diagnostics;
using System.Globalization;
using RuVector.Training.Numerics;

namespace RuVector.Training.Benchmarks;

/// <summary>Our side of the comparison: a process that lives on and takes one turn for each line.</summary>
/// <remarks>
/// <para>A request is the number of threads and the work; the answer is <c>seconds:undisturbed</c> for each sample, the latter 0 or 1, or <c>unsupported</c>. <c>free</c> drops the data
/// and is answered by <c>ok</c>. The first line says who answers. <c>bench/peers/worker.py</c> is the same for the peers.</para>
/// <para>A turn begins with a call that is not counted, as the other side has had the caches; work of more than a tenth of a second a call goes without.</para>
/// </remarks>
internal sealed class Server
{
    private const double TurnSeconds = 0.06;
    private const double SampleSeconds = 5e-3;
    private const double LongCall = 0.1;

    private string _work = "";
    private Kernel? _kernel;
    private double _lastSeconds;

    public static void Run(TextReader input, TextWriter output)
    {
        Server server = new();
        output.WriteLine($"ready: ours, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        while (input.ReadLine() is { Length: > 0 } line)
        {
            output.WriteLine(server.Answer(line));
        }
    }

    private string Answer(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            Free();
            return "ok";
        }

        ComputeThreads.MaxDegreeOfParallelism = int.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture);
        Prepare(line[(space + 1)..]);
        return _kernel is null ? "unsupported" : string.Join(' ', TakeTurn(_kernel).Select(sample => string.Create(CultureInfo.InvariantCulture, $"{sample.Seconds:R}:{(sample.Undisturbed ? 1 : 0)}")));
    }

    private void Prepare(string work)
    {
        if (work != _work)
        {
            Free();
            (_work, _kernel) = (work, KernelCatalogue.Create(work));
            if (_kernel is not null)
            {
                Sampler.WarmUp(_kernel.Run);
            }
        }
    }

    private void Free()
    {
        (_work, _kernel, _lastSeconds) = ("", null, 0);
        GC.Collect();
    }

    private List<Sample> TakeTurn(Kernel kernel)
    {
        if (_lastSeconds < LongCall)
        {
            kernel.Run();
        }

        List<Sample> samples = [];
        long start = Stopwatch.GetTimestamp();
        do
        {
            samples.Add(Sampler.Take(kernel.Run, SampleSeconds));
            _lastSeconds = samples[^1].Seconds;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < TurnSeconds);
        return samples;
    }
}
