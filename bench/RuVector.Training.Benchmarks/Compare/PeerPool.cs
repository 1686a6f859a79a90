namespace RuVector.Training.Benchmarks;

/// <summary>The peers in all their settings, each started when it is first needed.</summary>
internal sealed class PeerPool(CompareOptions options) : IDisposable
{
    private readonly Dictionary<PeerSetting, Contestant> _started = [];

    /// <summary>Gets what every peer says about itself, each thing once.</summary>
    public IEnumerable<string> Introductions => _started.Values.Select(peer => peer.Introduction).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Lets every setting take a turn and returns the fastest; null when no peer knows the work.</summary>
    public Contestant? Best(string work, int threads)
    {
        (Contestant? best, double least) = (null, double.PositiveInfinity);
        foreach (Contestant peer in PeerSetting.For(threads).Select(Started).Where(peer => peer.IsReady))
        {
            List<Sample> samples = peer.TakeTurn(work, threads);
            double seconds = samples.Count == 0 ? double.PositiveInfinity : Statistics.Median(samples, threads);
            Contestant? beaten = seconds < least ? best : peer;
            beaten?.Free();
            (best, least) = seconds < least ? (peer, seconds) : (best, least);
        }

        return best;
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
