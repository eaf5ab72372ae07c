using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>Answers sliding sync: what is new in the rooms that a device looks at, or waits until something is.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186</remarks>
public sealed class SlidingSync
{
    private readonly LongPolling polling;
    private readonly SlidingConnections connections;
    private readonly SlidingAnswers answers;

    internal SlidingSync(LongPolling polling, SlidingConnections connections, SlidingAnswers answers) =>
        (this.polling, this.connections, this.answers) = (polling, connections, answers);

    /// <summary>The answer, as JSON; whoever asked disposes of it.</summary>
    /// <returns>The answer, or <c>M_UNKNOWN_POS</c> for a position that is not known, or no longer: the device begins anew.</returns>
    public async Task<Outcome<AnswerBuffer>> AnswerAsync(SlidingRequest request, CancellationToken cancel)
    {
        if (connections.Open(request) is not (var connection, var before))
        {
            return MatrixError.Of("M_UNKNOWN_POS", 400, "This position is not known here; begin again without one.");
        }

        var poll = new Poll
        {
            User = request.User,
            Device = request.Device,
            Since = before?.Token,
            AtOnce = before is null,
            LooksFirst = true,
            Timeout = request.Timeout,
        };
        SlidingState? has = null;
        var answer = await polling.AnswerAsync(
            poll,
            async (moment, output) =>
            {
                (var any, has) = await answers.WriteAsync(SlidingWindow.Of(request, before, moment), output, cancel);
                return any;
            },
            cancel);
        answer.Append(",\"pos\":"u8);
        answer.AppendText(connection.Give(has!));
        answer.Append("}"u8);
        return answer;
    }
}
