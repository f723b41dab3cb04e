using System.Text;

namespace Interception.Tests.Architecture;

/// <summary>Blanks comments and literals of C# text, so that a word in a sentence is not taken for code. Lines keep their numbers.</summary>
/// <remarks>
/// No parser: code in the holes of an interpolated string goes blank with the string, and a quote nested in such a
/// hole ends it. Neither hides a line of its own from the rules.
/// </remarks>
internal sealed class CodeText
{
    private readonly string _text;
    private readonly StringBuilder _code;
    private int _position;

    private CodeText(string text)
    {
        _text = text.ReplaceLineEndings("\n");
        _code = new StringBuilder(_text.Length);
    }

    public static string WithoutCommentsAndLiterals(string text) => new CodeText(text).Read();

    private string Read()
    {
        while (_position < _text.Length)
        {
            if (At("//"))
            {
                BlankTo(_text.IndexOf('\n', _position), 0);
            }
            else if (At("/*"))
            {
                BlankTo(_text.IndexOf("*/", _position + 2, StringComparison.Ordinal), 2);
            }
            else if (At("\"\"\""))
            {
                int quotes = _text.AsSpan(_position).IndexOfAnyExcept('"');
                string end = new('"', quotes < 0 ? 3 : quotes);
                BlankTo(_text.IndexOf(end, Math.Min(_position + end.Length, _text.Length), StringComparison.Ordinal), end.Length);
            }
            else if (At("@\"") || At("@$\""))
            {
                BlankVerbatim();
            }
            else if (At("\"") || At("'"))
            {
                BlankQuoted(_text[_position]);
            }
            else
            {
                _code.Append(_text[_position++]);
            }
        }

        return _code.ToString();
    }

    private bool At(string token) => string.CompareOrdinal(_text, _position, token, 0, token.Length) == 0;

    private void BlankVerbatim()
    {
        int end = _text.IndexOf('"', _position) + 1;
        while (end < _text.Length && (_text[end] != '"' || (end + 1 < _text.Length && _text[end + 1] == '"')))
        {
            end += _text[end] == '"' ? 2 : 1;
        }

        BlankTo(end, 1);
    }

    private void BlankQuoted(char quote)
    {
        int end = _position + 1;
        while (end < _text.Length && _text[end] != quote && _text[end] != '\n')
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        BlankTo(end, 1);
    }

    private void BlankTo(int index, int length)
    {
        int end = index < 0 ? _text.Length : Math.Min(index + length, _text.Length);
        for (; _position < end; _position++)
        {
            _code.Append(_text[_position] == '\n' ? '\n' : ' ');
        }
    }
}
