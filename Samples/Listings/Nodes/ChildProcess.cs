using System.Diagnostics;

namespace Listings.Nodes;

/// <summary>A process that was started here and is ended here, by its own id, with whatever it has started itself.</summary>
/// <remarks>Its output is read to the end of its life, because a full pipe would stop it. Thread-safe.</remarks>
public sealed class ChildProcess : IDisposable
{
    private const int KeptLines = 200;
    private static readonly TimeSpan EndAllowance = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Func<string, bool> _isReady;
    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lineCount;

    private ChildProcess(Process process, Func<string, bool> isReady) => (_process, _isReady) = (process, isReady);

    /// <summary>How many lines it has written.</summary>
    public long LineCount => Interlocked.Read(ref _lineCount);

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, as they are.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="isReady">Tells the line with which it says that it is ready.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string folder, Func<string, bool> isReady)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var child = new ChildProcess(Process.Start(start)!, isReady);
        child._process.OutputDataReceived += (_, line) => child.Hear(line.Data);
        child._process.ErrorDataReceived += (_, line) => child.Hear(line.Data);
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <returns>The line with which it said so.</returns>
    /// <exception cref="InvalidOperationException">It ended before; the message has its last lines.</exception>
    public async Task<string> WhenReadyAsync(CancellationToken cancellationToken)
    {
        Task end = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_ready.Task, end) == _ready.Task)
        {
            return await _ready.Task;
        }

        await end; // throws when it was the wait that ended
        return _ready.Task.IsCompleted
            ? await _ready.Task
            : throw new InvalidOperationException(
                $"'{_process.StartInfo.FileName}' ended before it was ready, with exit code {_process.ExitCode}. "
                + $"It wrote: {LastLines()}");
    }

    /// <summary>The last lines that it wrote.</summary>
    public string LastLines()
    {
        lock (_lastLines)
        {
            return string.Join(Environment.NewLine, _lastLines);
        }
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(EndAllowance);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        Interlocked.Increment(ref _lineCount);
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }

        if (_isReady(line))
        {
            _ready.TrySetResult(line);
        }
    }
}
