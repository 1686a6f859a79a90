using Microsoft.Extensions.Options;
using WebHost;

try
{
    await using WebApplication app = TrainingWebApp.Create(args);
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException e)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, e.Failures));
    return 1;
}
