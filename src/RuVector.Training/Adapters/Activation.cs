namespace RuVector.Training.Adapters;

/// <summary>The bend of a hidden layer, applied to every number by itself.</summary>
public enum Activation
{
    /// <summary>Gaussian error linear unit in its tanh form, <c>x s(2 sqrt(2 / pi) (x + 0.044715 x^3))</c> with the logistic function s; within 0.0005 of the form with the error function.</summary>
    /// <remarks>Source: Hendrycks, Gimpel, "Gaussian Error Linear Units (GELUs)", 2016.</remarks>
    Gelu,

    /// <summary>Rectified linear unit, <c>max(0, x)</c>; its derivative at 0 is 0.</summary>
    Relu,
}
