namespace RuVector.Training.ApiTests;

/// <summary>The text has a line for every kind of declaration, so that no change of an API can hide from the approved files.</summary>
[TestFixture]
public sealed class PublicApiTextTests
{
    [Test]
    public void Of_EveryKindOfDeclaration_HasItsLine()
    {
        string prefix = typeof(Samples).FullName!.Replace('+', '.');
        string text = PublicApi.Of(typeof(Samples).GetNestedTypes()).Replace(prefix + ".", "", StringComparison.Ordinal);

        text.ShouldBe(
            """
            public abstract class Base<T> : System.IDisposable where T : class, new()
                protected Base<T>(T value)
                protected abstract T Make()
                protected static readonly int Field
                public const float Limit = 0.5
                public event System.EventHandler Changed
                public override string ToString()
                public string this[int index] { get; protected set; }
                public virtual void Dispose()
            public sealed class Derived : Base<object>, System.IDisposable
                public Derived()
                public override bool Equals(object obj)
                public override int GetHashCode()
                public required int Needed { get; init; }
                public static bool op_Equality(Derived left, Derived right)
                public static bool op_Inequality(Derived left, Derived right)
            public delegate void Handler(in int value)
            public interface ISource<out T> where T : allows ref struct
                public System.Collections.Generic.IReadOnlyList<string> Get()
                public virtual int Count { get; }
            public enum Small : byte
                One = 1
                Two = 2
            public readonly ref struct View
                public System.Span<float> Values { get; }

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void Of_Parameters_ShowHowTheyArePassed() =>
        PublicApi.Of([typeof(SampleExtensions)]).ShouldBe(
            """
            public static class RuVector.Training.ApiTests.SampleExtensions
                public static int? Sum(this int[] values, System.ReadOnlySpan<float> more = default, in System.DateTime time = default, string name = "x", params int[,][] rest)
                public static ref readonly T First<T>(in T first, ref int second, out long third) where T : struct, System.IComparable<T>

            """.ReplaceLineEndings("\n"));

    [Test]
    public void Of_InternalsAndProtectedMembersOfSealedTypes_AreLeftOut() => PublicApi.Of([typeof(Sealed)]).ShouldBe($"public sealed class {typeof(Sealed).FullName!.Replace('+', '.')}\n");

    public sealed class Sealed : Sealed.IHidden
    {
        internal Sealed() => Secret();

        internal interface IHidden;

        private static void Secret()
        {
        }
    }

#pragma warning disable CA1000, CA1008, CA1028, CA1034, CA1040, CA1045, CA1051, CA1052, CA1063, CA1070, CA1711, CA1715, CA1716, CA1720, CA1816, CA2211, CS0067, CS0659, CS0661, IDE0044
    public static class Samples
    {
        public enum Small : byte
        {
            One = 1,
            Two = 2,
        }

        public delegate void Handler(in int value);

        public interface ISource<out T>
            where T : allows ref struct
        {
            int Count => 0;

            IReadOnlyList<string> Get();
        }

        public abstract class Base<T> : IDisposable
            where T : class, new()
        {
            public const float Limit = 0.5f;
            protected static readonly int Field = 1;

            protected Base(T value) => Value = value;

            public event EventHandler? Changed;

            private protected T Value { get; }

            public string this[int index]
            {
                get => $"{index}";
                protected set => Changed?.Invoke(value, EventArgs.Empty);
            }

            public virtual void Dispose()
            {
            }

            public override string ToString() => "";

            protected abstract T Make();
        }

        public sealed class Derived() : Base<object>(new object())
        {
            public required int Needed { get; init; }

            public static bool operator ==(Derived left, Derived right) => ReferenceEquals(left, right);

            public static bool operator !=(Derived left, Derived right) => !ReferenceEquals(left, right);

            public override bool Equals(object? obj) => ReferenceEquals(this, obj);

            public override int GetHashCode() => 1;

            protected override object Make() => new();
        }

        public readonly ref struct View
        {
            public Span<float> Values { get; }
        }
    }
}

#pragma warning disable CA1021, CA1045
public static class SampleExtensions
{
    public static int? Sum(this int[] values, ReadOnlySpan<float> more = default, in DateTime time = default, string name = "x", params int[][,] rest) => values.Length + more.Length + time.Day + name.Length + rest.Length;

    public static ref readonly T First<T>(in T first, ref int second, out long third)
        where T : struct, IComparable<T>
    {
        third = second;
        return ref first;
    }
}
