namespace RuVector.Training.Numerics;

/// <summary>Work cut into chunks that may be done in any order, by any thread.</summary>
/// <remarks>Which thread does a chunk must not change what is written: a chunk writes its own part of the result, and what crosses chunks is added up afterwards, in order.</remarks>
internal interface IChunkedWork
{
    /// <summary>Does one chunk.</summary>
    /// <param name="chunk">From 0 to the number of chunks - 1; each is asked for once.</param>
    void Run(int chunk);
}
