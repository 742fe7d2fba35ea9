import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints what veraPDF finds in files: for each, by profile, how many checks were made and what
 * failed. The profiles are read here because veraPDF's own reader needs a library (JAXB) that the
 * archive does not have whole.
 */
class VeraPdf {
    private static final int MOST_FAILURES = 1000;

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        List<ValidationProfile> profiles = List.of(profile("PDFUA-1"), profile("PDFA-2A"));
        for (String file : files) {
            for (ValidationProfile profile : profiles) {
                validate(new File(file), profile);
            }
        }
    }

    private static void validate(File file, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(profile, MOST_FAILURES, false, true, false)
                    .validate(parser);
            String id = flavour.getId();
            System.out.println(id + " rules " + profile.getRules().size() + " checks "
                    + result.getTotalAssertions() + " compliant " + result.isCompliant());
            for (TestAssertion failed : result.getTestAssertions()) {
                RuleId rule = failed.getRuleId();
                System.out.println(id + " " + rule.getClause() + "-" + rule.getTestNumber() + " "
                        + profile.getRuleByRuleId(rule).getDescription().replaceAll("\\s+", " ")
                        + " @ " + failed.getLocation().getContext());
            }
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream stream = Rule.class.getResourceAsStream(path)) {
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder().parse(stream).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element each : all(root, "rule")) {
                rules.add(rule(each));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element each : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(each.getAttribute("name"),
                        each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
            }
            return Profiles.profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")),
                    Profiles.profileDetailsFromValues(name, "", "", new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element each) {
        Element id = all(each, "id").get(0);
        RuleId rule = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred =
                each.hasAttribute("deferred") ? Boolean.valueOf(each.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(rule, each.getAttribute("object"), deferred,
                each.getAttribute("tags"), text(each, "description"), text(each, "test"),
                Profiles.errorFromValues(text(each, "message"), new ArrayList<>()),
                new ArrayList<>());
    }

    private static List<Element> all(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int n = 0; n < found.getLength(); n++) {
            elements.add((Element) found.item(n));
        }
        return elements;
    }

    private static String text(Element element, String name) {
        return all(element, name).get(0).getTextContent();
    }
}
