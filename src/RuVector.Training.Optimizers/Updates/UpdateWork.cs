using RuVector.Training.Numerics;

namespace RuVector.Training.Optimizers;

/// <summary>The pieces of a pass in chunks, for several threads: every parameter is of one piece, so the bits do not depend on the threads.</summary>
/// <param name="rule">The rule.</param>
/// <param name="pass">The pass.</param>
/// <param name="piecesPerChunk">How many pieces one thread takes at a time.</param>
internal readonly ref struct UpdateWork<TRule>(TRule rule, UpdatePass pass, int piecesPerChunk) : IChunkedWork
    where TRule : struct, IUpdateRule
{
    private readonly UpdatePass _pass = pass;

    public int Chunks => (_pass.Pieces.Length + piecesPerChunk - 1) / piecesPerChunk;

    public void Run(int chunk)
    {
        // The last chunks first: the gradients were just read from first to last, and their end is still in the cache.
        int start = (Chunks - 1 - chunk) * piecesPerChunk;
        foreach (UpdatePiece piece in _pass.Pieces.Slice(start, Math.Min(piecesPerChunk, _pass.Pieces.Length - start)))
        {
            UpdateLoop.Run(rule, _pass.SliceOf<TRule>(piece));
        }
    }
}
