using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Tiles of 8 rows by 3 vectors: 24 sums stay in registers (of 32).</summary>
internal readonly unsafe struct Tile8x3<TLanes> : ITileKernel
    where TLanes : struct, ITileLanes<TLanes>
{
    public static int Rows => 8;

    public static int VectorsPerPanel => 3;

    public static int Lanes => TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(float* a, nint rowStep, nint innerStep, int rows, float* panel, nint panelStep, int inner, float* c, nint strideC, bool add)
    {
        int n = TLanes.Count;
        float* a0 = a, a1 = rows > 1 ? a0 + rowStep : a0, a2 = rows > 2 ? a1 + rowStep : a1, a3 = rows > 3 ? a2 + rowStep : a2;
        float* a4 = rows > 4 ? a3 + rowStep : a3, a5 = rows > 5 ? a4 + rowStep : a4, a6 = rows > 6 ? a5 + rowStep : a5, a7 = rows > 7 ? a6 + rowStep : a6;
        RowPrefetch.Rows(c, strideC, rows, 3 * n);
        TLanes c00 = default, c01 = default, c02 = default;
        TLanes c10 = default, c11 = default, c12 = default;
        TLanes c20 = default, c21 = default, c22 = default;
        TLanes c30 = default, c31 = default, c32 = default;
        TLanes c40 = default, c41 = default, c42 = default;
        TLanes c50 = default, c51 = default, c52 = default;
        TLanes c60 = default, c61 = default, c62 = default;
        TLanes c70 = default, c71 = default, c72 = default;
        nint offset = 0;
        for (int k = 0; k < inner; k++, offset += innerStep, panel += panelStep)
        {
            TLanes b0 = TLanes.Load(in *panel, 0), b1 = TLanes.Load(in *panel, (nuint)n), b2 = TLanes.Load(in *panel, (nuint)(2 * n));
            TLanes u = TLanes.Create(a0[offset]);
            TLanes.AddProduct(u, b0, ref c00);
            TLanes.AddProduct(u, b1, ref c01);
            TLanes.AddProduct(u, b2, ref c02);
            u = TLanes.Create(a1[offset]);
            TLanes.AddProduct(u, b0, ref c10);
            TLanes.AddProduct(u, b1, ref c11);
            TLanes.AddProduct(u, b2, ref c12);
            u = TLanes.Create(a2[offset]);
            TLanes.AddProduct(u, b0, ref c20);
            TLanes.AddProduct(u, b1, ref c21);
            TLanes.AddProduct(u, b2, ref c22);
            u = TLanes.Create(a3[offset]);
            TLanes.AddProduct(u, b0, ref c30);
            TLanes.AddProduct(u, b1, ref c31);
            TLanes.AddProduct(u, b2, ref c32);
            u = TLanes.Create(a4[offset]);
            TLanes.AddProduct(u, b0, ref c40);
            TLanes.AddProduct(u, b1, ref c41);
            TLanes.AddProduct(u, b2, ref c42);
            u = TLanes.Create(a5[offset]);
            TLanes.AddProduct(u, b0, ref c50);
            TLanes.AddProduct(u, b1, ref c51);
            TLanes.AddProduct(u, b2, ref c52);
            u = TLanes.Create(a6[offset]);
            TLanes.AddProduct(u, b0, ref c60);
            TLanes.AddProduct(u, b1, ref c61);
            TLanes.AddProduct(u, b2, ref c62);
            u = TLanes.Create(a7[offset]);
            TLanes.AddProduct(u, b0, ref c70);
            TLanes.AddProduct(u, b1, ref c71);
            TLanes.AddProduct(u, b2, ref c72);
        }

        Put(c, add, c00, c01, c02);
        if (rows > 1)
        {
            Put(c + strideC, add, c10, c11, c12);
        }

        if (rows > 2)
        {
            Put(c + (2 * strideC), add, c20, c21, c22);
        }

        if (rows > 3)
        {
            Put(c + (3 * strideC), add, c30, c31, c32);
        }

        if (rows > 4)
        {
            Put(c + (4 * strideC), add, c40, c41, c42);
        }

        if (rows > 5)
        {
            Put(c + (5 * strideC), add, c50, c51, c52);
        }

        if (rows > 6)
        {
            Put(c + (6 * strideC), add, c60, c61, c62);
        }

        if (rows > 7)
        {
            Put(c + (7 * strideC), add, c70, c71, c72);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(float* a, nint rowStep, nint innerStep, int rows, float* panel, nint panelStep, int inner, float* c, nint strideC, bool add)
    {
        float* a0 = a, a1 = rows > 1 ? a0 + rowStep : a0, a2 = rows > 2 ? a1 + rowStep : a1, a3 = rows > 3 ? a2 + rowStep : a2;
        float* a4 = rows > 4 ? a3 + rowStep : a3, a5 = rows > 5 ? a4 + rowStep : a4, a6 = rows > 6 ? a5 + rowStep : a5, a7 = rows > 7 ? a6 + rowStep : a6;
        TLanes c00 = default;
        TLanes c10 = default;
        TLanes c20 = default;
        TLanes c30 = default;
        TLanes c40 = default;
        TLanes c50 = default;
        TLanes c60 = default;
        TLanes c70 = default;
        nint offset = 0;
        for (int k = 0; k < inner; k++, offset += innerStep, panel += panelStep)
        {
            TLanes b0 = TLanes.Load(in *panel, 0);
            TLanes u = TLanes.Create(a0[offset]);
            TLanes.AddProduct(u, b0, ref c00);
            u = TLanes.Create(a1[offset]);
            TLanes.AddProduct(u, b0, ref c10);
            u = TLanes.Create(a2[offset]);
            TLanes.AddProduct(u, b0, ref c20);
            u = TLanes.Create(a3[offset]);
            TLanes.AddProduct(u, b0, ref c30);
            u = TLanes.Create(a4[offset]);
            TLanes.AddProduct(u, b0, ref c40);
            u = TLanes.Create(a5[offset]);
            TLanes.AddProduct(u, b0, ref c50);
            u = TLanes.Create(a6[offset]);
            TLanes.AddProduct(u, b0, ref c60);
            u = TLanes.Create(a7[offset]);
            TLanes.AddProduct(u, b0, ref c70);
        }

        Put(c, add, c00);
        if (rows > 1)
        {
            Put(c + strideC, add, c10);
        }

        if (rows > 2)
        {
            Put(c + (2 * strideC), add, c20);
        }

        if (rows > 3)
        {
            Put(c + (3 * strideC), add, c30);
        }

        if (rows > 4)
        {
            Put(c + (4 * strideC), add, c40);
        }

        if (rows > 5)
        {
            Put(c + (5 * strideC), add, c50);
        }

        if (rows > 6)
        {
            Put(c + (6 * strideC), add, c60);
        }

        if (rows > 7)
        {
            Put(c + (7 * strideC), add, c70);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, bool add, TLanes v0, TLanes v1, TLanes v2)
    {
        int n = TLanes.Count;
        (add ? TLanes.Load(in *c, 0) + v0 : v0).Store(ref *c, 0);
        (add ? TLanes.Load(in *(c + n), 0) + v1 : v1).Store(ref *(c + n), 0);
        (add ? TLanes.Load(in *(c + (2 * n)), 0) + v2 : v2).Store(ref *(c + (2 * n)), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, bool add, TLanes v0) => (add ? TLanes.Load(in *c, 0) + v0 : v0).Store(ref *c, 0);
}
