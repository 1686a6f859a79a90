namespace RuVector.Training.Benchmarks;

/// <summary>The peers in all their settings, each started when it is first needed.</summary>
internal sealed class PeerPool(CompareOptions options) : IDisposable
{
    private const int MostKept = 3;

    private readonly Dictionary<PeerSetting, Contestant> _started = [];

    /// <summary>Gets what every peer says about itself, each thing once.</summary>
    public IEnumerable<string> Introductions => _started.Values.Select(peer => peer.Introduction).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Lets every setting take a turn and returns the fastest, the very fastest first; empty when no peer knows the work.</summary>
    /// <remarks>One turn does not decide: threads that disturb each other are fast in one and slow in the next, so several stay.</remarks>
    public IReadOnlyList<Contestant> Fastest(string work, int threads)
    {
        PriorityQueue<Contestant, double> kept = new();
        foreach (Contestant peer in PeerSetting.For(threads).Select(Started).Where(peer => peer.IsReady))
        {
            List<Sample> samples = peer.TakeTurn(work, threads);
            if (samples.Count > 0)
            {
                kept.Enqueue(peer, -Statistics.Median(samples, threads));
            }

            if (kept.Count > MostKept)
            {
                kept.Dequeue().Free();
            }
        }

        return [.. kept.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];
    }

    public void Dispose()
    {
        foreach (Contestant peer in _started.Values)
        {
            peer.Dispose();
        }
    }

    private Contestant Started(PeerSetting setting)
    {
        if (!_started.TryGetValue(setting, out Contestant? peer))
        {
            string script = Path.Combine(options.Peers, setting.Script);
            peer = new Contestant(setting.Name, ChildProcess.Start(options.Python, [script], setting.Environment));
            _started.Add(setting, peer);
        }

        return peer;
    }
}
