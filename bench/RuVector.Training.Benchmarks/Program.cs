using BenchmarkDotNet.Running;
using RuVector.Training.Benchmarks;

switch (args)
{
    case ["quick", .. string[] only]:
        QuickRun.Print(string.Join(' ', only), Console.Out);
        break;
    case ["compare", .. string[] options]:
        Comparison.Print(CompareOptions.Parse(options), Console.Out);
        break;
    case ["losses"]:
        LossTable.Print(Console.Out);
        break;
    case ["mining", .. string[] only]:
        FilterTable.Print(string.Join(' ', only), Console.Out);
        break;
    case ["checkpoint"]:
        CheckpointTable.Print(Console.Out);
        break;
    case ["trainer"]:
        TrainerTable.Print(Console.Out);
        break;
    case ["data"]:
        DataTable.Print(Console.Out);
        break;
    case ["robust"]:
        Robustness.Print(Console.Out);
        break;
    case ["serve"]:
        Server.Run(Console.In, Console.Out);
        break;
    case ["first", .. string[] work]:
        FirstCall.Run(work, Console.Out);
        break;
    case ["memory", .. string[] sizes]:
        LossMemory.Run(sizes, Console.Out);
        break;
    case ["busy"]:
        BusyProcess.Run();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
