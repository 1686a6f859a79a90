namespace RuVector.Training.TestKit;

/// <summary>Optimizers as slow, obvious loops in double, one formula a line as papers print it.</summary>
/// <remarks>Each method takes one step of a rule; the moments are the caller's, zeros at first, and steps count from 1.</remarks>
public static class OptimizerOracle
{
    /// <summary>Stochastic gradient descent in the form of torch.</summary>
    public static void Sgd(
        double[] p, ReadOnlySpan<float> g, double[] b, int step, double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (weightDecay * p[i]);
            b[i] = step == 1 ? gradient : (momentum * b[i]) + ((1 - dampening) * gradient);
            double direction = momentum == 0 ? gradient : nesterov ? gradient + (momentum * b[i]) : b[i];
            p[i] -= learningRate * direction;
        }
    }

    /// <summary>Adam, or AdamW with <paramref name="decoupledDecay"/>; AMSGrad when <paramref name="largest"/> is given.</summary>
    public static void Adam(
        double[] p,
        ReadOnlySpan<float> g,
        double[] m,
        double[] v,
        int step,
        double learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double coupledDecay = 0,
        double decoupledDecay = 0,
        double[]? largest = null)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (coupledDecay * p[i]);
            p[i] *= 1 - (learningRate * decoupledDecay);
            m[i] = (beta1 * m[i]) + ((1 - beta1) * gradient);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * gradient * gradient);
            double second = v[i];
            if (largest is not null)
            {
                largest[i] = Math.Max(largest[i], v[i]);
                second = largest[i];
            }

            double correctedFirst = m[i] / (1 - Math.Pow(beta1, step));
            double correctedSecond = second / (1 - Math.Pow(beta2, step));
            p[i] -= learningRate * correctedFirst / (Math.Sqrt(correctedSecond) + epsilon);
        }
    }

    /// <summary>NAdam in the form of torch.</summary>
    public static void NAdam(
        double[] p,
        ReadOnlySpan<float> g,
        double[] m,
        double[] v,
        int step,
        double learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double momentumDecay = 4e-3,
        double coupledDecay = 0)
    {
        double MomentumOf(int t) => beta1 * (1 - (0.5 * Math.Pow(0.96, t * momentumDecay)));
        double product = 1;
        for (int t = 1; t <= step; t++)
        {
            product *= MomentumOf(t);
        }

        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (coupledDecay * p[i]);
            m[i] = (beta1 * m[i]) + ((1 - beta1) * gradient);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * gradient * gradient);
            double now = (1 - MomentumOf(step)) * gradient / (1 - product);
            double ahead = MomentumOf(step + 1) * m[i] / (1 - (product * MomentumOf(step + 1)));
            p[i] -= learningRate * (now + ahead) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, step))) + epsilon);
        }
    }

    /// <summary>RAdam in the form of torch.</summary>
    public static void RAdam(
        double[] p,
        ReadOnlySpan<float> g,
        double[] m,
        double[] v,
        int step,
        double learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double coupledDecay = 0)
    {
        double longest = (2 / (1 - beta2)) - 1;
        double length = longest - (2 * step * Math.Pow(beta2, step) / (1 - Math.Pow(beta2, step)));
        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (coupledDecay * p[i]);
            m[i] = (beta1 * m[i]) + ((1 - beta1) * gradient);
            v[i] = (beta2 * v[i]) + ((1 - beta2) * gradient * gradient);
            double direction = m[i] / (1 - Math.Pow(beta1, step));
            if (length > 5)
            {
                double rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
                direction *= rectification * Math.Sqrt(1 - Math.Pow(beta2, step)) / (Math.Sqrt(v[i]) + epsilon);
            }

            p[i] -= learningRate * direction;
        }
    }

    /// <summary>Adamax in the form of torch.</summary>
    public static void Adamax(
        double[] p,
        ReadOnlySpan<float> g,
        double[] m,
        double[] u,
        int step,
        double learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double coupledDecay = 0)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (coupledDecay * p[i]);
            m[i] = (beta1 * m[i]) + ((1 - beta1) * gradient);
            u[i] = Math.Max(beta2 * u[i], Math.Abs(gradient) + epsilon);
            p[i] -= learningRate * m[i] / (1 - Math.Pow(beta1, step)) / u[i];
        }
    }

    /// <summary>Adagrad in the form of torch; the sums begin at what the caller put there.</summary>
    public static void Adagrad(
        double[] p, ReadOnlySpan<float> g, double[] sum, int step, double learningRate, double learningRateDecay = 0, double epsilon = 1e-10, double coupledDecay = 0)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (coupledDecay * p[i]);
            sum[i] += gradient * gradient;
            p[i] -= learningRate / (1 + ((step - 1) * learningRateDecay)) * gradient / (Math.Sqrt(sum[i]) + epsilon);
        }
    }

    /// <summary>RMSprop in the form of torch; centred when <paramref name="average"/> is given.</summary>
    public static void RmsProp(
        double[] p,
        ReadOnlySpan<float> g,
        double[] square,
        double[] b,
        double learningRate,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double momentum = 0,
        double coupledDecay = 0,
        double[]? average = null)
    {
        for (int i = 0; i < p.Length; i++)
        {
            double gradient = g[i] + (coupledDecay * p[i]);
            square[i] = (alpha * square[i]) + ((1 - alpha) * gradient * gradient);
            double variance = square[i];
            if (average is not null)
            {
                average[i] = (alpha * average[i]) + ((1 - alpha) * gradient);
                variance = Math.Max(square[i] - (average[i] * average[i]), 0);
            }

            b[i] = (momentum * b[i]) + (gradient / (Math.Sqrt(variance) + epsilon));
            p[i] -= learningRate * b[i];
        }
    }

    /// <summary>Lion as its paper prints it.</summary>
    public static void Lion(
        double[] p, ReadOnlySpan<float> g, double[] m, double learningRate, double beta1 = 0.9, double beta2 = 0.99, double decoupledDecay = 0)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] *= 1 - (learningRate * decoupledDecay);
            p[i] -= learningRate * Math.Sign((beta1 * m[i]) + ((1 - beta1) * g[i]));
            m[i] = (beta2 * m[i]) + ((1 - beta2) * g[i]);
        }
    }

    /// <summary>Row-wise Adagrad over one row; its sum of mean squared gradients is the caller's.</summary>
    public static void RowWiseAdagrad(double[] p, ReadOnlySpan<float> g, double[] sum, int step, double learningRate, double learningRateDecay = 0, double epsilon = 1e-10f)
    {
        double squares = 0;
        foreach (float gradient in g)
        {
            squares += (double)gradient * gradient;
        }

        sum[0] += g.IsEmpty ? 0 : squares / g.Length;
        for (int i = 0; i < p.Length; i++)
        {
            p[i] -= learningRate / (1 + ((step - 1) * learningRateDecay)) * g[i] / (Math.Sqrt(sum[0]) + epsilon);
        }
    }
}
