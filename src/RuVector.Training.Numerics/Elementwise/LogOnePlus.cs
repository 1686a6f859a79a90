using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>log(1 + e) of float32 numbers from 0 to 1, exact to the last place of small results too.</summary>
/// <remarks>
/// <c>log(1 + e) = 2 atanh(s) = e - s (e - s^2 q(s^2))</c> with <c>s = e / (2 + e)</c>, at most 1/3; q is a polynomial of degree 3 with an error below 8e-9 of the logarithm, fitted on
/// that range.
/// </remarks>
internal static class LogOnePlus
{
    /// <summary>Computes log(1 + e) of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T e)
        where T : struct, ILanes<T>
    {
        T s = e / (e + T.Create(2f));
        T square = s * s;
        T q = T.MultiplyAdd(square, T.Create(0.281745285f), T.Create(0.279802799f));
        q = T.MultiplyAdd(square, q, T.Create(0.400217265f));
        q = T.MultiplyAdd(square, q, T.Create(0.666664481f));
        return e - (s * (e - (square * q)));
    }
}
