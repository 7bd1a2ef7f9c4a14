namespace ChurnChatBot.Web;

/// <summary>A refusal as problem details (RFC 9457) in sentences that the page shows as they are.</summary>
internal static class WebProblem
{
    public static IResult Result(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);

    public static IResult NotFound(string what) => Result(404, "Not found", what);

    public static IResult BadRequest(string detail) => Result(400, "The request could not be read", detail);
}
