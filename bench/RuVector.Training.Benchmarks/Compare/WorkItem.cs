namespace RuVector.Training.Benchmarks;

/// <summary>Work that both sides do.</summary>
/// <param name="Work">What is asked of the processes: the kind and its sizes.</param>
/// <param name="Goal">How many times as fast as the peer we mean to be, one thread each.</param>
/// <param name="SharedGoal">The same with all threads.</param>
/// <param name="Long">Whether it takes minutes, and is done only on request.</param>
internal sealed record WorkItem(string Work, double Goal, double SharedGoal, bool Long = false)
{
    /// <summary>Everything that is compared.</summary>
    public static IReadOnlyList<WorkItem> All { get; } =
    [
        new("product 256 256 384", 1.0, 1.0),
        new("product 1024 1024 384", 1.0, 1.0),
        new("product 1001 1003 385", 1.0, 1.0),
        new("product 4096 4096 768", 1.0, 1.0),
        new("product 64 100000 384", 1.15, 1.15),
        new("product 1 1000000 128", 1.0, 1.0),
        new("infonce 64 128", 7, 7),
        new("infonce 256 384", 1.8, 2.5),
        new("infonce 1024 768", 1.25, 1.5),
        new("infonce 4096 768", 1.3, 1.3),
        new("infonce 16384 768", 1.3, 1.3, Long: true),
        new("own 256 16 384", 25, 25),
        new("own 1024 32 768", 25, 25),
        new("topk 1000 100000 128 10", 2.0, 2.0),
        new("topk 1000 100000 128 100", 1.8, 1.8),
        new("topk 1000 100000 384 10", 2.0, 2.0),
        new("topk 1000 100000 384 100", 1.8, 1.8),
        new("topk 1000 1000000 128 10", 2.0, 2.0, Long: true),
        new("topk 1000 1000000 128 100", 1.8, 1.8, Long: true),
        new("hardest 1000 100000 128 10", 2.0, 2.0),
        new("hardest 1000 100000 128 100", 1.8, 1.8),
        new("hardest 1000 100000 384 10", 2.0, 2.0),
        new("hardest 1000 100000 384 100", 1.8, 1.8),
        new("adamw 1000", 150, 150),
        new("adamw 10000", 20, 20),
        new("adamw 100000", 6, 6),
        new("adamw 1000000", 5, 5),
        new("adamw 10000000", 5, 4),
        new("adamw 100000000", 5, 4, Long: true),
        new("sgd 100000", 4, 4),
        new("sgd 1000000", 2.5, 2.5),
        new("sgd 10000000", 4, 4),
    ];
}
