using System.Runtime.CompilerServices;

namespace RuVector.Training.Numerics;

/// <summary>Tiles of 6 rows by 2 vectors: 12 sums stay in registers (of 16).</summary>
internal readonly unsafe struct Tile6x2<TLanes> : ITileKernel
    where TLanes : struct, ITileLanes<TLanes>
{
    public static int Rows => 6;

    public static int VectorsPerPanel => 2;

    public static int Lanes => TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Wide(float* a, nint rowStep, nint innerStep, int rows, float* panel, nint panelStep, int inner, float* c, nint strideC, bool add)
    {
        int n = TLanes.Count;
        float* a0 = a, a1 = rows > 1 ? a0 + rowStep : a0, a2 = rows > 2 ? a1 + rowStep : a1, a3 = rows > 3 ? a2 + rowStep : a2;
        float* a4 = rows > 4 ? a3 + rowStep : a3, a5 = rows > 5 ? a4 + rowStep : a4;
        RowPrefetch.Rows(c, strideC, rows, 2 * n);
        TLanes c00 = default, c01 = default;
        TLanes c10 = default, c11 = default;
        TLanes c20 = default, c21 = default;
        TLanes c30 = default, c31 = default;
        TLanes c40 = default, c41 = default;
        TLanes c50 = default, c51 = default;
        nint offset = 0;
        for (int k = 0; k < inner; k++, offset += innerStep, panel += panelStep)
        {
            TLanes b0 = TLanes.Load(in *panel, 0), b1 = TLanes.Load(in *panel, (nuint)n);
            TLanes u = TLanes.Create(a0[offset]);
            TLanes.AddProduct(u, b0, ref c00);
            TLanes.AddProduct(u, b1, ref c01);
            u = TLanes.Create(a1[offset]);
            TLanes.AddProduct(u, b0, ref c10);
            TLanes.AddProduct(u, b1, ref c11);
            u = TLanes.Create(a2[offset]);
            TLanes.AddProduct(u, b0, ref c20);
            TLanes.AddProduct(u, b1, ref c21);
            u = TLanes.Create(a3[offset]);
            TLanes.AddProduct(u, b0, ref c30);
            TLanes.AddProduct(u, b1, ref c31);
            u = TLanes.Create(a4[offset]);
            TLanes.AddProduct(u, b0, ref c40);
            TLanes.AddProduct(u, b1, ref c41);
            u = TLanes.Create(a5[offset]);
            TLanes.AddProduct(u, b0, ref c50);
            TLanes.AddProduct(u, b1, ref c51);
        }

        Put(c, add, c00, c01);
        if (rows > 1)
        {
            Put(c + strideC, add, c10, c11);
        }

        if (rows > 2)
        {
            Put(c + (2 * strideC), add, c20, c21);
        }

        if (rows > 3)
        {
            Put(c + (3 * strideC), add, c30, c31);
        }

        if (rows > 4)
        {
            Put(c + (4 * strideC), add, c40, c41);
        }

        if (rows > 5)
        {
            Put(c + (5 * strideC), add, c50, c51);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(float* a, nint rowStep, nint innerStep, int rows, float* panel, nint panelStep, int inner, float* c, nint strideC, bool add)
    {
        float* a0 = a, a1 = rows > 1 ? a0 + rowStep : a0, a2 = rows > 2 ? a1 + rowStep : a1, a3 = rows > 3 ? a2 + rowStep : a2;
        float* a4 = rows > 4 ? a3 + rowStep : a3, a5 = rows > 5 ? a4 + rowStep : a4;
        TLanes c00 = default;
        TLanes c10 = default;
        TLanes c20 = default;
        TLanes c30 = default;
        TLanes c40 = default;
        TLanes c50 = default;
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, bool add, TLanes v0, TLanes v1)
    {
        int n = TLanes.Count;
        (add ? TLanes.Load(in *c, 0) + v0 : v0).Store(ref *c, 0);
        (add ? TLanes.Load(in *(c + n), 0) + v1 : v1).Store(ref *(c + n), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, bool add, TLanes v0) => (add ? TLanes.Load(in *c, 0) + v0 : v0).Store(ref *c, 0);
}
