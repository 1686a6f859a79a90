namespace RuVector.Training.Losses.Tests;

/// <summary>One option of a loss, set by its configuration key.</summary>
/// <param name="Loss">The name of the loss.</param>
/// <param name="Key">The option.</param>
/// <param name="Value">A value other than its default, as text.</param>
/// <param name="Expected">The loss with that value, made in code.</param>
public sealed record LossSetting(string Loss, string Key, string Value, Func<ILoss> Expected)
{
    /// <summary>The loss as a host resolves it, with the setting or with its defaults.</summary>
    public ILoss Create(bool isSet) =>
        LossHost.Create(Loss, isSet ? [($"{Loss}:{Key}", Value)] : []);

    public override string ToString() => $"{Loss} {Key}";
}
