package dev.changeover.access;

import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemAnswer;
import dev.changeover.problem.ProblemCode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Puts the rules before every address of the server. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class AccessConfiguration {

  @Bean
  Tokens tokens(JdbcClient database) {
    return new Tokens(database, Clock.systemUTC());
  }

  /** There are no passwords. Without this bean Spring Boot would make up a user with one. */
  @Bean
  AuthenticationManager noPasswords() {
    return attempt -> {
      throw new BadCredentialsException("this server takes bearer tokens only");
    };
  }

  /** A span and a timer around each filter cost a request more than the filters do. */
  @Bean
  SecurityObservationSettings filtersAreNotObserved() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain accessRules(HttpSecurity http, Tokens tokens) throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new BearerTokenFilter(tokens), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests -> {
              requests
                  .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                  .permitAll();
              for (AccessRules.Rule rule : AccessRules.all()) {
                var address = requests.requestMatchers(rule.matcher());
                if (rule.isOpen()) {
                  address.permitAll();
                } else {
                  address.hasAnyAuthority(
                      rule.anyOf().stream().map(Role::authority).toArray(String[]::new));
                }
              }
              requests.anyRequest().denyAll();
            })
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint((request, response, wrong) -> askForToken(response))
                    .accessDeniedHandler(
                        (request, response, wrong) ->
                            ProblemAnswer.write(response, BearerTokenFilter.refusal(request))));
    return http.build();
  }

  private static void askForToken(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    ProblemAnswer.write(
        response,
        Problem.of(ProblemCode.TOKEN_MISSING, "send Authorization: Bearer chg_… with the request"));
  }
}
