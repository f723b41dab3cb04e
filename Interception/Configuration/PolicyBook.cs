using Interception.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Interception.Configuration;

/// <summary>Holds the settings that count now: the last good ones. A change with problems is logged and not taken over.</summary>
/// <remarks>
/// Thread-safe. Once constructed it never throws. Reading <see cref="Current"/> costs one reference and touches no configuration.
/// </remarks>
internal sealed class PolicyBook : IDisposable
{
    private readonly Lock _reloading = new();
    private readonly PolicyReader _reader;
    private readonly ILogger _logger;
    private readonly SectionWatch[] _watches;
    private readonly List<IDisposable> _listeners = [];
    private volatile PolicySnapshot _current;

    // Only with _reloading held.
    private string? _lastReport;
    private RestartSettings? _lastRefused;
    private bool _isDisposed, _isReadAgain;

    /// <summary>Reads the settings for the first time and listens for changes.</summary>
    /// <param name="reader">Reads all sources.</param>
    /// <param name="logger">Is told about each change, and once about each that is refused.</param>
    public PolicyBook(PolicyReader reader, ILogger logger)
    {
        (_reader, _logger) = (reader, logger);
        _watches = [.. reader.Sources.Where(source => source.Configuration is not null)
            .Select(source => new SectionWatch(source.Configuration!))];

        // Listening starts before reading: a change in between is read again, not missed.
        lock (_reloading)
        {
            Listen();
            PolicyReading reading = reader.Read();
            reading = _isReadAgain ? reader.Read() : reading; // What sets options in code may have changed them as well.
            (_current, Problems) = (reading.Snapshot, reading.Problems);
            RememberSections();
        }
    }

    /// <summary>Raised after the current snapshot was replaced, with the old and the new one, one change at a time.</summary>
    public event Action<PolicySnapshot, PolicySnapshot>? Changed;

    /// <summary>The snapshot that counts now.</summary>
    public PolicySnapshot Current => _current;

    /// <summary>What was wrong at start-up, one text each. The snapshot leaves out what they are about.</summary>
    public IReadOnlyList<string> Problems { get; }

    public void Dispose()
    {
        _listeners.ForEach(listener => listener.Dispose());
        lock (_reloading)
        {
            _isDisposed = true;
        }
    }

    private void Listen() => _listeners.AddRange(
        _reader.Sources.Select(source => source.Configuration).OfType<IConfiguration>()
            .Select(configuration => ChangeToken.OnChange(configuration.GetReloadToken, Reload)));

    private void Reload()
    {
        lock (_reloading)
        {
            if (_isDisposed || _current is null)
            {
                _isReadAgain = true;
                return;
            }

            try
            {
                ReloadNeedsLock();
            }
            catch (Exception exception)
            {
                if (IsNewReport($"{exception.GetType()}: {exception.Message}"))
                {
                    _logger.ConfigurationUnreadable(exception);
                }
            }
        }
    }

    private void ReloadNeedsLock()
    {
        if (HasVanished())
        {
            return;
        }

        PolicyReading reading = _reader.Read();

        // A host that is not strict went on with the problems of its start; they must not block the kill switch for ever.
        string[] problems = [.. reading.Problems.Except(Problems)];
        if (problems.Length > 0)
        {
            string report = string.Join(Environment.NewLine, problems);
            if (IsNewReport(report))
            {
                _logger.ConfigurationRejected(problems.Length, report);
            }

            if (!reading.Snapshot.Enabled)
            {
                Replace(_current.SwitchedOff()); // The kill switch works whatever else is wrong.
            }

            return;
        }

        _lastReport = null;
        RememberSections();
        Replace(KeepWhatNeedsRestart(reading.Snapshot));
    }

    private void Replace(PolicySnapshot next)
    {
        PolicySnapshot previous = _current;
        if (next.Equals(previous))
        {
            return;
        }

        _current = next;
        _logger.ConfigurationApplied(next.Policies.All.Count);
        foreach (Action<PolicySnapshot, PolicySnapshot> handler in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                handler(previous, next);
            }
            catch (Exception exception)
            {
                _logger.ConfigurationHandlerFailed(exception);
            }
        }
    }

    private PolicySnapshot KeepWhatNeedsRestart(PolicySnapshot next)
    {
        RestartSettings wanted = RestartSettings.Of(next);
        RestartSettings current = RestartSettings.Of(_current);
        if (wanted != current && wanted != _lastRefused)
        {
            _logger.ConfigurationNeedsRestart(string.Join(", ", current.FindChanges(wanted)));
        }

        _lastRefused = wanted == current ? null : wanted;
        return current.Over(next);
    }

    private bool HasVanished()
    {
        foreach (SectionWatch watch in _watches)
        {
            if (watch.FindVanished() is { } source)
            {
                if (IsNewReport($"{watch.Path} vanished from {source}"))
                {
                    _logger.ConfigurationVanished(watch.Path, source);
                }

                return true;
            }
        }

        return false;
    }

    private void RememberSections() => Array.ForEach(_watches, watch => watch.Remember());

    /// <summary>A report is logged once, until a good reading comes: files are saved in steps, tokens fire twice.</summary>
    private bool IsNewReport(string report)
    {
        bool isNew = report != _lastReport;
        _lastReport = report;
        return isNew;
    }
}
