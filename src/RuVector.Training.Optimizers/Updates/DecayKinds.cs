namespace RuVector.Training.Optimizers;

/// <summary>Whether a loop adds weight decay to gradients; a type, so that loops without it do not pay for it.</summary>
internal interface IDecayKind
{
    static abstract bool IsCoupled { get; }
}

/// <summary>Gradients come as they are.</summary>
internal readonly struct NotCoupled : IDecayKind
{
    public static bool IsCoupled => false;
}

/// <summary>Gradients come with weight decay added.</summary>
internal readonly struct Coupled : IDecayKind
{
    public static bool IsCoupled => true;
}
