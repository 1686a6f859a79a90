namespace RuVector.Training.Optimizers;

/// <summary>What Adam and AdamW have in common: all but where the weight decay goes.</summary>
internal readonly record struct AdamSettings(float Beta1, float Beta2, float Epsilon, bool AmsGrad)
{
    /// <summary>Gets the moments under torch's names.</summary>
    public Moment[] Moments => AmsGrad
        ? [new("exp_avg"), new("exp_avg_sq", IsNonNegative: true), new("max_exp_avg_sq", IsNonNegative: true)]
        : [new("exp_avg"), new("exp_avg_sq", IsNonNegative: true)];

    /// <summary>Takes a step, counted from 1; the bias corrections are worked out in double.</summary>
    public StepOutcome Apply(in UpdatePass pass, long step, float learningRate)
    {
        AdamRule rule = RuleAt(step, learningRate);
        return AmsGrad ? pass.Apply(new AmsGradRule(rule)) : pass.Apply(rule);
    }

    /// <summary>The rule of a step, counted from 1, without AMSGrad.</summary>
    public AdamRule RuleAt(long step, double learningRate)
    {
        double rootOfSecond = Math.Sqrt(1 - Math.Pow(Beta2, step));
        return new AdamRule(Beta1, Beta2, learningRate * rootOfSecond / (1 - Math.Pow(Beta1, step)), Epsilon * rootOfSecond);
    }
}
