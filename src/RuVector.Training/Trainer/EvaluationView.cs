namespace RuVector.Training.Trainer;

/// <summary>Puts the parameters that an optimizer evaluates with into the place of those it trains, for a while or for good.</summary>
/// <param name="optimizer">The optimizer; one without such parameters evaluates with those it trains.</param>
/// <param name="parameters">The parameters of the model.</param>
internal sealed class EvaluationView(IOptimizer optimizer, ParameterSet parameters)
{
    private float[] _trained = [];

    /// <summary>Does something while the model holds the parameters to evaluate with.</summary>
    public void During(Action evaluate)
    {
        if (!Take())
        {
            evaluate();
            return;
        }

        try
        {
            evaluate();
        }
        finally
        {
            _trained.CopyTo(parameters.Values);
        }
    }

    /// <summary>Leaves the parameters to evaluate with in the model.</summary>
    public void Keep() => Take();

    private bool Take()
    {
        if (optimizer is not IHasEvaluationView averaging)
        {
            return false;
        }

        Array.Resize(ref _trained, parameters.Values.Length);
        parameters.Values.CopyTo(_trained);
        averaging.CopyEvaluationView(_trained, parameters.Values);
        return true;
    }
}
